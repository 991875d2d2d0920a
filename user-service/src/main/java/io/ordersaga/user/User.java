package io.ordersaga.user;

import static java.util.Objects.requireNonNull;

import io.ordersaga.user.LedgerEntry.Kind;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.jspecify.annotations.Nullable;

/** Somebody who buys. Whatever changes the balance returns the ledger entry that proves the change. */
@Entity
@Table(name = "app_user")
@Getter
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@SuppressWarnings("NullAway.Init")
class User {

    /** The largest balance that people can bring about. A refund may pass it, because it must never be refused. */
    static final BigDecimal MOST = new BigDecimal("99999999999999999.99");

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "app_user_seq")
    @SequenceGenerator(name = "app_user_seq", allocationSize = 1)
    @Getter(AccessLevel.NONE)
    private @Nullable Long id;

    private String name;
    private String email;
    private BigDecimal balance;

    /** How many there are; the newest has this number. */
    private long ledgerEntries;

    private @Nullable Instant deletedAt;

    @Version
    private long version;

    /** A user whose ledger has one entry, the {@link #opening}. */
    User(String name, String email, BigDecimal openingBalance) {
        this.name = name;
        this.email = email;
        this.balance = openingBalance;
        this.ledgerEntries = 1;
    }

    /** Only a stored user has one. */
    long id() {
        return requireNonNull(id, "a user gets its id when it is stored");
    }

    boolean isDeleted() {
        return deletedAt != null;
    }

    boolean canPay(BigDecimal amount) {
        return balance.compareTo(amount) >= 0;
    }

    boolean canReceive(BigDecimal amount) {
        return balance.add(amount).compareTo(MOST) <= 0;
    }

    void rename(String newName, String newEmail) {
        name = newName;
        email = newEmail;
    }

    void delete(Instant now) {
        deletedAt = now;
    }

    LedgerEntry opening(Instant now) {
        return new LedgerEntry(id(), ledgerEntries, Kind.OPENING, balance, balance, null, now, null);
    }

    LedgerEntry deposit(BigDecimal amount, @Nullable String idempotencyKey, Instant now) {
        return enter(Kind.DEPOSIT, amount, null, idempotencyKey, now);
    }

    /** @throws IllegalStateException when the user cannot pay it */
    LedgerEntry debit(BigDecimal amount, UUID sagaId, Instant now) {
        return enter(Kind.DEBIT, amount.negate(), sagaId, null, now);
    }

    /** Gives back exactly what was debited. */
    LedgerEntry refund(LedgerEntry debit, Instant now) {
        return enter(Kind.REFUND, debit.getAmount().negate(), debit.getSagaId(), null, now);
    }

    /** Sets the balance; there is no entry when it is that already. */
    Optional<LedgerEntry> adjust(BigDecimal newBalance, Instant now) {
        BigDecimal difference = newBalance.subtract(balance);
        return difference.signum() == 0
                ? Optional.empty()
                : Optional.of(enter(Kind.ADJUSTMENT, difference, null, null, now));
    }

    private LedgerEntry enter(
            Kind kind, BigDecimal amount, @Nullable UUID sagaId, @Nullable String idempotencyKey, Instant now) {
        BigDecimal changed = balance.add(amount);
        if (changed.signum() < 0) {
            throw new IllegalStateException("the balance of user " + id + " cannot become " + changed);
        }
        balance = changed;
        ledgerEntries++;
        return new LedgerEntry(id(), ledgerEntries, kind, amount, changed, sagaId, now, idempotencyKey);
    }
}
