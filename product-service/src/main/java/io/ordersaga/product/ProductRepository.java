package io.ordersaga.product;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface ProductRepository extends JpaRepository<Product, Long> {

    Optional<Product> findByIdAndDeletedAtIsNull(long id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<Product> findLockedByIdAndDeletedAtIsNull(long id);

    List<Product> findByIdGreaterThanAndDeletedAtIsNullOrderById(long after, Limit limit);

    /** All lock in the order of the ids, so that none waits in a circle. Deleted products too: a restore reaches them. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Product p where p.id in :ids order by p.id")
    List<Product> lockAll(Collection<Long> ids);
}
