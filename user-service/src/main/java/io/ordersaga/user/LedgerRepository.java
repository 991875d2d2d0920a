package io.ordersaga.user;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Reads only: entries are persisted where a user returns them. */
interface LedgerRepository extends Repository<LedgerEntry, LedgerEntry.Key> {

    Optional<LedgerEntry> findBySagaIdAndKind(UUID sagaId, LedgerEntry.Kind kind);

    Optional<LedgerEntry> findByUserIdAndIdempotencyKey(long userId, String idempotencyKey);

    List<LedgerEntry> findByUserIdAndNumberGreaterThanOrderByNumber(long userId, long after, Limit limit);

    List<LedgerEntry> findByUserIdAndNumberLessThanOrderByNumberDesc(long userId, long before, Limit limit);

    /**
     * What sagas changed, in the order of their ids and whole sagas only: a range of the ledger's index on sagas.
     *
     * @param after the last saga of the page before
     * @param sagas how many at most
     */
    @Query(nativeQuery = true, value = """
        select * from balance_ledger
         where saga_id > :after
           and saga_id <= (select saga_id
                             from (select distinct saga_id from balance_ledger
                                    where saga_id > :after
                                    order by saga_id
                                    limit :sagas) as page
                                order by saga_id desc
                                limit 1)
         order by saga_id, kind
        """)
    List<LedgerEntry> findOfSagas(UUID after, int sagas);
}
