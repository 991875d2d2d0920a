package io.ordersaga.user;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;

interface LedgerRepository extends JpaRepository<LedgerEntry, Long> {

    Optional<LedgerEntry> findBySagaIdAndKind(UUID sagaId, LedgerEntry.Kind kind);

    List<LedgerEntry> findByUserIdAndIdGreaterThanOrderById(long userId, long after, Limit limit);
}
