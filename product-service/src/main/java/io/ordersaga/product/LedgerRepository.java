package io.ordersaga.product;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** Reads only: entries are persisted where a product returns them. */
interface LedgerRepository extends Repository<LedgerEntry, LedgerEntry.Key> {

    Optional<LedgerEntry> findBySagaIdAndKind(UUID sagaId, LedgerEntry.Kind kind);

    List<LedgerEntry> findByProductIdAndNumberGreaterThanOrderByNumber(long productId, long after, Limit limit);
}
