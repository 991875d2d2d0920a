package io.ordersaga.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordersaga.messages.Done;
import io.ordersaga.messages.Failure;
import io.ordersaga.messages.order.OrderEvent.OrderCreated;
import io.ordersaga.messages.product.ProductEvent.StockChecked;
import io.ordersaga.testing.rest.Answer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A saga whose row somebody has damaged, as it is shown beside the others. */
class DamagedSagaIT extends OpenConsole {

    @Autowired
    JdbcClient jdbc;

    private UUID damaged;
    private String column;
    private String before;

    @AfterEach
    void mend() {
        write(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "steps"})
    void it_hides_no_other_and_is_shown_with_what_was_asked_for(String column) {
        UUID other = sagaOf(place(91, 17, 3));
        damage(column, 91, 17, 3);

        JsonNode all = orchestrator.get("/sagas?owner_id=91").hasStatus(200).json();
        JsonNode one = orchestrator.get("/sagas/" + damaged).hasStatus(200).json();

        assertThat(all.findValuesAsString("saga_id")).contains(other.toString(), damaged.toString());
        assertThat(one.path("owner_id").asLong()).isEqualTo(91);
        assertThat(one.path("product_id").asLong()).isEqualTo(17);
        assertThat(one.path("quantity").asInt()).isEqualTo(3);
        assertThat(one.path("steps").isEmpty()).isTrue();
        assertThat(one.path("damage").asString()).contains("cannot be read");
        assertThat(orchestrator.get("/sagas/" + other).json().has("damage")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "steps"})
    void the_console_says_so_on_the_list_and_on_its_page(String column) {
        damage(column, 92, 17, 1);

        assertThat(page("/console/sagas?owner=92").body()).contains(damaged.toString(), ">damaged<");
        assertThat(page("/console/sagas/" + damaged).body())
                .contains("Its row is damaged", "Restore its row from a backup", "it is tried again every 30 s");
    }

    @Test
    void nothing_is_asked_of_it_and_the_reason_is_told() {
        damage("data", 93, 17, 1);

        orchestrator.post("/sagas/" + damaged + "/cancel", "").isProblem(409, "cannot-be-cancelled");
        String told = orchestrator
                .post("/sagas/" + damaged + "/retry", "")
                .isProblem(409, "nothing-to-retry")
                .body();
        assertThat(told).contains("Its row is damaged, data: ", "Restore it from a backup");
        assertThat(page("/console/sagas/" + damaged + "/retry").body()).contains("Its row is damaged");
    }

    @Test
    void the_overview_tells_those_that_cannot_be_read_from_what_others_wait_for() {
        place(94, 17, 1);
        damage("steps", 94, 17, 1);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(page("/").body())
                        .contains("cannot be read: damaged", "oldest-" + damaged, "waits-order.create_order-none"));
    }

    @Test
    void a_step_whose_command_cannot_be_made_any_more_says_so_and_shows_that_of_no_other() {
        damaged = undone(95);
        column = "data";
        before = read();
        write(before.replaceFirst("\"unit_price\":[^,}]+", "\"unit_price\":null"));

        String html = page("/console/sagas/" + damaged).body();

        assertThat(row("check_stock", html)).contains("command.product.check_stock");
        assertThat(row("check_balance", html))
                .contains("cannot be made any more")
                .doesNotContain("<pre");
        assertThat(row("update_status (undoes)", html)).contains("command.order.update_status");
    }

    @Test
    void a_step_that_stands_twice_in_the_row_keeps_nobody_from_looking() {
        damage("steps", 96, 18, 1);
        write(before.replaceFirst("^\\[(.*)]$", "[$1,$1]"));

        assertThat(page("/console/sagas/" + damaged).body()).contains("command.order.create_order");
    }

    private UUID undone(long owner) {
        Answer placed = place(owner, 17, 1);
        UUID saga = sagaOf(placed);
        UUID order = orderOf(placed);
        answer(saga, "order", "create_order", new OrderCreated(saga, order, owner, 17, 1));
        answer(saga, "product", "check_stock", new StockChecked(saga, order, new BigDecimal("1.50")));
        answer(saga, "user", "check_balance", new Failure(saga, order, "INSUFFICIENT_BALANCE", "no"));
        answer(saga, "order", "update_status", new Done(saga, order));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> orchestrator
                        .get("/sagas/" + saga)
                        .json()
                        .path("status")
                        .asString()
                        .equals("FAILED"));
        return saga;
    }

    private static String row(String step, String html) {
        return found("(?s)<th scope=\"row\">" + Pattern.quote(step) + "</th>(.*?)</tr>", html)
                .getFirst();
    }

    private void damage(String column, long owner, long product, int quantity) {
        damaged = sagaOf(place(owner, product, quantity));
        EXCHANGE.hears("saga." + damaged + ".command.order.create_order");
        this.column = column;
        before = read();
        write("broken");
    }

    private String read() {
        return jdbc.sql("select " + column + " from saga where saga_id = ?")
                .param(damaged)
                .query(String.class)
                .single();
    }

    private void write(String value) {
        jdbc.sql("update saga set " + column + " = ? where saga_id = ?")
                .params(value, damaged)
                .update();
    }
}
