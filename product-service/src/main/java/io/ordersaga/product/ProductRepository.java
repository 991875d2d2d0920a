package io.ordersaga.product;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.NativeQuery;

interface ProductRepository extends JpaRepository<Product, Long> {

    Optional<Product> findByIdAndDeletedAtIsNull(long id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<Product> findLockedByIdAndDeletedAtIsNull(long id);

    List<Product> findByIdGreaterThanAndDeletedAtIsNullOrderById(long after, Limit limit);

    /** All lock in the order of the ids, so that none waits in a circle. Deleted products too: a restore reaches them. */
    @NativeQuery("select * from product where id = any(:ids) order by id for no key update")
    List<Product> lockAll(Long[] ids);
}
