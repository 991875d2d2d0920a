package io.ordersaga.order;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.repository.Repository;

/** Order ids are ordered by time, so the highest id is the newest order. */
interface OrderRepository extends Repository<Order, UUID> {

    Optional<Order> findByIdAndDeletedAtIsNull(UUID id);

    /** What a saga speaks of: also an order that was deleted. */
    Optional<Order> findById(UUID id);

    /** Also a deleted one: what was ordered once is not ordered again. */
    Optional<Order> findByIdempotencyKey(String idempotencyKey);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<Order> findLockedByIdAndDeletedAtIsNull(UUID id);

    List<Order> findByDeletedAtIsNullOrderByIdDesc(Limit limit);

    List<Order> findByIdLessThanAndDeletedAtIsNullOrderByIdDesc(UUID after, Limit limit);

    /** Also the deleted ones. */
    List<Order> findBySagaIdGreaterThanOrderBySagaId(UUID after, Limit limit);
}
