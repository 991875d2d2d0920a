package io.ordersaga.user;

import io.ordersaga.rest.ETags;
import io.ordersaga.rest.Problems;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people can do with users. Every change holds the user's row, so none is lost among the debits of sagas. */
@Service
@RequiredArgsConstructor
@Transactional
class UserAccounts {

    private final UserRepository users;
    private final LedgerRepository ledger;
    private final EntityManager entities;
    private final Clock clock;

    @Transactional(readOnly = true)
    public List<User> list(long after, int most) {
        return users.findByIdGreaterThanAndDeletedAtIsNullOrderById(after, Limit.of(most));
    }

    @Transactional(readOnly = true)
    public User get(long id) {
        return users.findByIdAndDeletedAtIsNull(id).orElseThrow(() -> Problems.notFound("user", id));
    }

    public User create(UserRequest request) {
        User user = users.save(new User(request.name(), request.email(), money(request.balance())));
        entities.persist(user.opening(clock.instant()));
        return user;
    }

    /** Replaces the user; a balance that differs is entered in the ledger as an adjustment. */
    public User replace(long id, UserRequest request, @Nullable String ifMatch) {
        User user = locked(id, ifMatch);
        user.rename(request.name(), request.email());
        user.adjust(money(request.balance()), clock.instant()).ifPresent(entities::persist);
        // So that the answer carries the new version.
        users.flush();
        return user;
    }

    /** @param idempotencyKey whoever sends it again, with the same amount, deposits once */
    public User deposit(long id, BigDecimal amount, @Nullable String idempotencyKey) {
        User user = locked(id, null);
        // Asked before anything can be refused: what was done once is not refused when it is sent again.
        if (idempotencyKey != null && isDeposited(id, amount, idempotencyKey)) {
            return user;
        }
        if (!user.canReceive(amount)) {
            throw Problems.unprocessable(
                    "balance-too-large", "The balance would pass " + User.MOST.toPlainString() + "; deposit less.");
        }
        entities.persist(user.deposit(money(amount), idempotencyKey, clock.instant()));
        users.flush();
        return user;
    }

    public void delete(long id, @Nullable String ifMatch) {
        locked(id, ifMatch).delete(clock.instant());
    }

    /**
     * Also of a deleted user: its refunds are to be seen.
     *
     * @param after the last entry of the page before, in the same order; 0 for the first page
     */
    @Transactional(readOnly = true)
    public List<LedgerEntry> ledger(long id, boolean newestFirst, long after, int most) {
        if (!users.existsById(id)) {
            throw Problems.notFound("user", id);
        }
        return newestFirst
                ? ledger.findByUserIdAndNumberLessThanOrderByNumberDesc(
                        id, after == 0 ? Long.MAX_VALUE : after, Limit.of(most))
                : ledger.findByUserIdAndNumberGreaterThanOrderByNumber(id, after, Limit.of(most));
    }

    private boolean isDeposited(long id, BigDecimal amount, String idempotencyKey) {
        Optional<LedgerEntry> earlier = ledger.findByUserIdAndIdempotencyKey(id, idempotencyKey);
        earlier.filter(entry -> entry.getAmount().compareTo(amount) != 0).ifPresent(entry -> {
            throw Problems.unprocessable(
                    "idempotency-key-in-use",
                    "This Idempotency-Key has deposited " + entry.getAmount()
                            + " already; use a new key for another deposit.");
        });
        return earlier.isPresent();
    }

    private User locked(long id, @Nullable String ifMatch) {
        User user = users.findLockedByIdAndDeletedAtIsNull(id).orElseThrow(() -> Problems.notFound("user", id));
        ETags.requireMatch(ifMatch, user.getVersion());
        return user;
    }

    private static BigDecimal money(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.UNNECESSARY);
    }
}
