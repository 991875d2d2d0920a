package io.ordersaga.user;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import lombok.AccessLevel;
import lombok.Getter;
import lombok.NoArgsConstructor;
import org.jspecify.annotations.Nullable;

/** Somebody who buys. The balance changes only together with a ledger entry, which every change returns. */
@Entity
@Table(name = "app_user")
@Getter
@NoArgsConstructor(access = AccessLevel.PROTECTED)
@SuppressWarnings("NullAway.Init")
class User {

    /** The largest balance that can be stored. */
    static final BigDecimal MOST = new BigDecimal("99999999999999999.99");

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "app_user_seq")
    @SequenceGenerator(name = "app_user_seq", allocationSize = 1)
    private @Nullable Long id;

    private String name;
    private String email;
    private BigDecimal balance;
    private @Nullable Instant deletedAt;

    @Version
    private long version;

    User(String name, String email, BigDecimal balance) {
        this.name = name;
        this.email = email;
        this.balance = balance;
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

    /**
     * Changes the balance by a signed amount.
     *
     * @return the new balance
     * @throws IllegalArgumentException when it would fall below zero or pass what can be stored
     */
    BigDecimal change(BigDecimal amount) {
        BigDecimal changed = balance.add(amount);
        if (changed.signum() < 0 || changed.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("the balance of user " + id + " cannot become " + changed);
        }
        balance = changed;
        return changed;
    }

    void delete(Instant now) {
        deletedAt = now;
    }
}
