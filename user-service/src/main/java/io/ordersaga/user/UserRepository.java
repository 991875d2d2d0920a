package io.ordersaga.user;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.NativeQuery;

interface UserRepository extends JpaRepository<User, Long> {

    Optional<User> findByIdAndDeletedAtIsNull(long id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<User> findLockedByIdAndDeletedAtIsNull(long id);

    List<User> findByIdGreaterThanAndDeletedAtIsNullOrderById(long after, Limit limit);

    /** All lock in the order of the ids, so that none waits in a circle. Deleted users too: a refund reaches them. */
    @NativeQuery("select * from app_user where id = any(:ids) order by id for no key update")
    List<User> lockAll(Long[] ids);
}
