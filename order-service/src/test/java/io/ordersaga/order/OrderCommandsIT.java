package io.ordersaga.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.messages.order.OrderCommand.CreateOrder;
import io.ordersaga.messages.order.OrderCommand.FinalStatus;
import io.ordersaga.messages.order.OrderCommand.UpdateStatus;
import io.ordersaga.testing.SagaExchange.Heard;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrderCommandsIT extends RunningOrderService {

    private final UUID saga = newId();
    private final UUID order = newId();

    @Test
    void create_order_records_a_pending_order_and_says_so() {
        exchange.send(create());

        Heard created = exchange.hears(event("create_order.success"));
        assertThat(created.body()).isEqualTo("""
            {"saga_id":"%s","order_id":"%s","owner_id":8,"product_id":7,"quantity":2}\
            """.formatted(saga, order));
        assertThat(get("/orders/" + order)).bodyJson().isLenientlyEqualTo("""
            {"order_id": "%s", "saga_id": "%s", "owner_id": 8, "product_id": 7, "quantity": 2,
             "status": "PENDING", "total_price": null}\
            """.formatted(order, saga));
    }

    @Test
    void an_answer_carries_the_properties_of_the_contract() {
        exchange.send(create());

        assertProperties(exchange.hears(event("create_order.success")), saga, "create_order.success");
    }

    @Test
    void update_status_ends_the_order_with_its_price() {
        exchange.send(create());
        exchange.send(succeed());

        exchange.hears(event("update_status.success"));
        assertThat(get("/orders/" + order))
                .hasHeader("ETag", "\"1\"")
                .bodyJson()
                .isLenientlyEqualTo("{\"status\": \"SUCCESS\", \"total_price\": 59.98, \"failure_code\": null}");
    }

    @Test
    void update_status_ends_the_order_with_the_reason_of_its_failure() {
        exchange.send(create());
        exchange.send(fail("INSUFFICIENT_BALANCE", new BigDecimal("214748364699999999999999999.97")));

        exchange.hears(event("update_status.success"));
        assertThat(get("/orders/" + order)).bodyJson().isLenientlyEqualTo("""
            {"status": "FAILED", "failure_code": "INSUFFICIENT_BALANCE", "failure_reason": "It is as it is.",
             "total_price": 214748364699999999999999999.97}\
            """);
    }

    @Test
    void a40_whoever_reads_the_order_before_its_saga_ended_it_reads_that_it_is_pending() {
        exchange.send(create());
        exchange.hears(event("create_order.success"));
        assertThat(get("/orders/" + order)).bodyJson().isLenientlyEqualTo("{\"status\": \"PENDING\"}");

        exchange.send(succeed());

        exchange.hears(event("update_status.success"));
        assertThat(get("/orders/" + order)).bodyJson().isLenientlyEqualTo("{\"status\": \"SUCCESS\"}");
    }

    @Test
    void a20_a_refusal_of_what_must_succeed_is_not_the_last_word() {
        exchange.send(succeed());
        exchange.hears(event("update_status.failure"));

        exchange.send(create());
        exchange.hears(event("create_order.success"));
        exchange.send(succeed());

        exchange.hears(event("update_status.success"));
        assertThat(get("/orders/" + order)).bodyJson().isLenientlyEqualTo("{\"status\": \"SUCCESS\"}");
    }

    @Test
    void a_duplicate_is_answered_again_and_changes_nothing() {
        exchange.send(create());
        exchange.hears(event("create_order.success"));
        exchange.send(succeed());
        exchange.hears(event("update_status.success"));
        String before = bodyOf(get("/orders/" + order));

        exchange.send(create());
        exchange.send(succeed());

        assertRepeated(exchange.hears(event("create_order.success"), 2));
        assertRepeated(exchange.hears(event("update_status.success"), 2));
        assertThat(bodyOf(get("/orders/" + order))).isEqualTo(before);
    }

    @Test
    void an_order_that_failed_before_it_was_created_never_comes_to_be() {
        exchange.send(fail("CANCELLED", null));
        exchange.hears(event("update_status.success"));
        exchange.send(create());

        Heard refused = exchange.hears(event("create_order.failure"));
        assertThat(refused.body()).contains("\"code\":\"CANCELLED\"");
        assertProperties(refused, saga, "create_order.failure");
        assertThat(get("/orders/" + order)).hasStatus(404);
    }

    @Test
    void an_order_that_never_came_cannot_succeed() {
        exchange.send(succeed());

        assertThat(exchange.hears(event("update_status.failure")).body()).contains("\"code\":\"ORDER_NOT_FOUND\"");
    }

    @Test
    void a_saga_cannot_end_the_order_of_another() {
        exchange.send(create());
        exchange.hears(event("create_order.success"));
        UUID stranger = newId();

        exchange.send(new UpdateStatus(stranger, order, FinalStatus.SUCCESS, BigDecimal.ONE, null, null));

        exchange.hears("saga." + stranger + ".event.order.update_status.failure");
        assertThat(get("/orders/" + order))
                .bodyJson()
                .extractingPath("$.status")
                .isEqualTo("PENDING");
    }

    @Test
    void an_order_id_that_is_taken_becomes_a_dead_letter_and_hinders_nobody() {
        exchange.send(create());
        UUID stranger = newId();
        exchange.send(new CreateOrder(stranger, order, 1, 1, 1));
        exchange.send(succeed());

        exchange.hears(event("update_status.success"));
        Heard buried = exchange.buries("saga." + stranger + ".command.order.create_order");
        assertThat(buried.properties().getHeaders().get("x-dead-letter-cause").toString())
                .contains("orders_pkey");
        assertThat(exchange.eventsOf(stranger)).isEmpty();
    }

    @Test
    void an_absurd_command_becomes_a_dead_letter() {
        String key = "saga." + saga + ".command.order.create_order";
        exchange.send(key, newId(), """
            {"saga_id": "%s", "order_id": "%s", "owner_id": 8, "product_id": 7}\
            """.formatted(saga, order));

        exchange.buries(key);
        assertThat(get("/orders/" + order)).hasStatus(404);
    }

    @Test
    void many_sagas_at_once_all_end() {
        List<CreateOrder> commands = Stream.generate(() -> new CreateOrder(newId(), newId(), 8, 7, 2))
                .limit(500)
                .toList();

        commands.forEach(exchange::send);
        commands.forEach(c -> exchange.send(
                new UpdateStatus(c.sagaId(), c.orderId(), FinalStatus.SUCCESS, new BigDecimal("59.98"), null, null)));

        commands.forEach(c -> {
            exchange.hears("saga." + c.sagaId() + ".event.order.update_status.success");
            assertThat(exchange.eventsOf(c.sagaId())).hasSize(2);
        });
        assertThat(jdbc.sql("select count(*) from orders where status = 'SUCCESS' and order_id = any(?)")
                        .param(commands.stream().map(CreateOrder::orderId).toArray(UUID[]::new))
                        .query(Integer.class)
                        .single())
                .isEqualTo(500);
    }

    private CreateOrder create() {
        return new CreateOrder(saga, order, 8, 7, 2);
    }

    private UpdateStatus succeed() {
        return new UpdateStatus(saga, order, FinalStatus.SUCCESS, new BigDecimal("59.98"), null, null);
    }

    private UpdateStatus fail(String code, @Nullable BigDecimal total) {
        return new UpdateStatus(saga, order, FinalStatus.FAILED, total, code, "It is as it is.");
    }

    private String event(String type) {
        return "saga." + saga + ".event.order." + type;
    }

    private static void assertRepeated(List<Heard> answers) {
        assertThat(answers)
                .extracting(Heard::body)
                .containsOnly(answers.getFirst().body());
        assertThat(answers)
                .extracting(answer -> answer.properties().getMessageId())
                .containsOnly(answers.getFirst().properties().getMessageId());
    }
}
