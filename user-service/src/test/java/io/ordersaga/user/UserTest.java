package io.ordersaga.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.ordersaga.user.LedgerEntry.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.util.ReflectionTestUtils;

class UserTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");
    private static final UUID SAGA = UUID.fromString("0193577a-3b1c-7000-8000-000000000001");

    private final User user = stored(new User("Ada", "ada@example.org", money("100.00")));

    @Test
    void begins_with_an_entry_of_the_opening_balance() {
        assertThat(user.opening(NOW))
                .usingRecursiveComparison()
                .isEqualTo(entry(1, Kind.OPENING, "100.00", "100.00", null));
    }

    @Test
    void can_pay_to_the_last_cent_and_no_further() {
        assertThat(user.canPay(money("100.00"))).isTrue();
        assertThat(user.canPay(money("1E+2"))).isTrue();
        assertThat(user.canPay(money("100.01"))).isFalse();
        assertThat(user.canPay(money("1E+2147483647"))).isFalse();
    }

    @Test
    void can_receive_up_to_what_people_can_bring_about() {
        assertThat(user.canReceive(money("99999999999999899.99"))).isTrue();
        assertThat(user.canReceive(money("99999999999999900.00"))).isFalse();
    }

    @Test
    void numbers_its_entries_and_each_tells_the_balance_after_it() {
        LedgerEntry debit = user.debit(money("39.98"), SAGA, NOW);

        assertThat(debit).usingRecursiveComparison().isEqualTo(entry(2, Kind.DEBIT, "-39.98", "60.02", SAGA));
        assertThat(user.deposit(money("5.00"), null, NOW))
                .usingRecursiveComparison()
                .isEqualTo(entry(3, Kind.DEPOSIT, "5.00", "65.02", null));
        assertThat(user.refund(debit, NOW))
                .usingRecursiveComparison()
                .isEqualTo(entry(4, Kind.REFUND, "39.98", "105.00", SAGA));
        assertThat(user.adjust(money("0.00"), NOW))
                .get()
                .usingRecursiveComparison()
                .isEqualTo(entry(5, Kind.ADJUSTMENT, "-105.00", "0.00", null));
        assertThat(user.getBalance()).isZero();
    }

    @Test
    void an_adjustment_to_what_is_there_is_none() {
        assertThat(user.adjust(money("1E+2"), NOW)).isEmpty();
        assertThat(user.getLedgerEntries()).isEqualTo(1);
    }

    @Test
    void never_owes() {
        assertThatIllegalStateException().isThrownBy(() -> user.debit(money("100.01"), SAGA, NOW));
        assertThat(user.getBalance()).isEqualByComparingTo("100.00");
        assertThat(user.getLedgerEntries()).isEqualTo(1);
    }

    @Test
    void a_debit_of_nothing_is_entered_too() {
        assertThat(user.debit(money("0.00"), SAGA, NOW).getNumber()).isEqualTo(2);
        assertThat(user.getBalance()).isEqualByComparingTo("100.00");
    }

    @Test
    void a_refund_is_taken_beside_any_balance() {
        LedgerEntry debit = user.debit(money("100.00"), SAGA, NOW);
        user.adjust(User.MOST, NOW);

        assertThat(user.refund(debit, NOW).getBalanceAfter()).isEqualByComparingTo("100000000000000099.99");
    }

    @Test
    void has_no_entries_before_it_is_stored() {
        User unknown = new User("Ada", "ada@example.org", BigDecimal.ONE);

        assertThatNullPointerException().isThrownBy(() -> unknown.opening(NOW)).withMessageContaining("stored");
    }

    @Test
    void is_deleted_with_its_balance() {
        user.delete(NOW);

        assertThat(user.isDeleted()).isTrue();
        assertThat(user.getBalance()).isEqualByComparingTo("100.00");
    }

    private static User stored(User user) {
        ReflectionTestUtils.setField(user, "id", 7L);
        return user;
    }

    private static LedgerEntry entry(int number, Kind kind, String amount, String after, UUID saga) {
        return new LedgerEntry(7, number, kind, money(amount), money(after), saga, NOW, null);
    }

    private static BigDecimal money(String amount) {
        return new BigDecimal(amount);
    }
}
