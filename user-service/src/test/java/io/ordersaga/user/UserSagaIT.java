package io.ordersaga.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.messages.user.UserCommand.CheckBalance;
import io.ordersaga.messages.user.UserCommand.RefundBalance;
import io.ordersaga.messages.user.UserCommand.UpdateBalance;
import io.ordersaga.testing.holdings.SagaStory;
import java.math.BigDecimal;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserSagaIT extends SagaStory {

    private final UUID saga = UUID.randomUUID();

    UserSagaIT() {
        super(new Users());
    }

    @Test
    void an_order_that_costs_nothing_is_debited_and_refunded_too() {
        String path = created(0);

        succeeds(new UpdateBalance(saga, saga, idOf(path), BigDecimal.ZERO));
        succeeds(new RefundBalance(saga, saga, idOf(path), BigDecimal.ZERO));

        assertThat(ledgerOf(path)).hasSize(3);
        assertLedgerAddsUp(path, BigDecimal.ZERO);
    }

    @Test
    void a_refusal_says_what_is_there_and_what_it_costs() {
        String path = created(1);
        var check = new CheckBalance(saga, saga, idOf(path), new BigDecimal("2E+1"));

        exchange.send(check);

        assertThat(exchange.hears(event(check, "failure")).body())
                .contains("User " + idOf(path) + " has 19.99, the order costs 20.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.01", "1.999", "1E+400", "1E+1000000000", "1E+2147483647", "0E+2147483647", "\"5\""})
    void an_absurd_amount_becomes_a_dead_letter(String amount) {
        String path = created(10);
        String key = "saga." + saga + ".command.user.update_balance";

        exchange.send(key, UUID.randomUUID(), """
            {"saga_id": "%s", "order_id": "%s", "owner_id": %d, "amount": %s}\
            """.formatted(saga, saga, idOf(path), amount));

        exchange.buries(key);
        assertThat(ledgerOf(path)).hasSize(1);
    }
}
