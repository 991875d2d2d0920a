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

    Optional<Order> findById(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<Order> findLockedById(UUID id);

    List<Order> findByOrderByIdDesc(Limit limit);

    List<Order> findByIdLessThanOrderByIdDesc(UUID after, Limit limit);

    void delete(Order order);
}
