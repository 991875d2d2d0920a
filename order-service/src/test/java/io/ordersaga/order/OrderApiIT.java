package io.ordersaga.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.client.assertj.RestTestClientResponse;

class OrderApiIT extends RunningOrderService {

    @Test
    void a_placed_order_is_pending_and_can_be_read() {
        RestTestClientResponse placed = post(ORDER);

        String id = text(placed, "$.order_id");
        assertThat(placed).hasStatus(201).hasHeader("Location", "/orders/" + id).hasHeader("ETag", "\"0\"");
        assertThat(UUID.fromString(id).version()).isEqualTo(7);
        assertThat(UUID.fromString(text(placed, "$.saga_id")).version()).isEqualTo(7);
        body(placed).isStrictlyEqualTo(bodyOf(get("/orders/" + id)));
        body(placed).isLenientlyEqualTo("""
            {"product_id": 7, "owner_id": 8, "quantity": 2, "status": "PENDING",
             "total_price": null, "failure_code": null, "failure_reason": null}\
            """);
    }

    @Test
    void takes_the_largest_ids_and_quantity() {
        RestTestClientResponse placed = post("""
            {"product_id": 9223372036854775807, "owner_id": 9223372036854775807, "quantity": 2147483647}\
            """);

        assertThat(placed).hasStatus(201);
        assertThat(bodyOf(placed)).contains("9223372036854775807", "2147483647");
    }

    @Test
    void answers_not_modified_to_a_caller_that_has_the_version() {
        String path = "/orders/" + placed();

        assertThat(get(path)).hasStatus(200).hasHeader("ETag", "\"0\"");
        assertThat(answer(http.get().uri(path).header("If-None-Match", "\"0\"")))
                .hasStatus(304);
        assertThat(answer(http.get().uri(path).header("If-None-Match", "\"1\"")))
                .hasStatus(200);
    }

    @Test
    void lists_the_newest_orders_first_page_by_page() {
        List<String> ids =
                IntStream.range(0, 5).mapToObj(_ -> placed()).toList().reversed();

        RestTestClientResponse first = get("/orders?limit=2");
        RestTestClientResponse second = get(next(first));
        RestTestClientResponse third = get(next(second));

        List<String> listed = new ArrayList<>();
        listed.addAll(idsOf(first));
        listed.addAll(idsOf(second));
        listed.add(idsOf(third).getFirst());
        assertThat(listed).isEqualTo(ids);
    }

    @Test
    void has_no_next_page_after_the_last() {
        String oldest = jdbc.sql("select min(order_id::text) from orders")
                .query(String.class)
                .optional()
                .orElseGet(this::placed);

        RestTestClientResponse last = get("/orders?after=" + oldest);

        assertThat(last).hasStatus(200).doesNotContainHeader("Link");
        assertThat(bodyOf(last)).isEqualTo("[]");
    }

    @Test
    void keeps_an_order_whose_saga_is_running() {
        String path = "/orders/" + placed();

        assertProblem(answer(http.delete().uri(path)), 409, "order-pending");
        assertThat(get(path)).hasStatus(200);
    }

    @Test
    void deletes_an_order_that_has_ended() {
        String path = "/orders/" + placed();
        end(path);

        assertThat(answer(http.delete().uri(path))).hasStatus(204).body().isEmpty();
        assertProblem(get(path), 404, "order-not-found");
        assertProblem(answer(http.delete().uri(path)), 404, "order-not-found");
    }

    @Test
    void lists_orders_by_saga_for_auditors_deleted_ones_too() {
        String path = "/orders/" + placed();
        String saga = text(get(path), "$.saga_id");
        UUID before = new UUID(UUID.fromString(saga).getMostSignificantBits() - 1, 0);
        String auditors = "/orders/by-saga?limit=1&after=" + before;
        body(get(auditors)).extractingPath("$[0].announced").isEqualTo(true);
        end(path);
        answer(http.delete().uri(path));

        RestTestClientResponse listed = get(auditors);

        body(listed).isLenientlyEqualTo("""
            [{"saga_id": "%s", "order_id": "%s", "status": "FAILED", "total_price": null, "announced": false}]\
            """.formatted(saga, path.substring("/orders/".length())));
        assertThat(idsOf(get("/orders?limit=1000"))).doesNotContain(path.substring("/orders/".length()));
        assertThat(bodyOf(get("/orders/by-saga?after=" + saga))).doesNotContain(saga);
    }

    @Test
    void deletes_only_the_version_that_the_caller_has_seen() {
        String path = "/orders/" + placed();
        end(path);

        assertProblem(answer(http.delete().uri(path).header("If-Match", "\"0\"")), 412, "precondition-failed");
        assertProblem(answer(http.delete().uri(path).header("If-Match", "W/\"1\"")), 412, "precondition-failed");
        assertThat(get(path)).hasStatus(200).hasHeader("ETag", "\"1\"");
        assertThat(answer(http.delete().uri(path).header("If-Match", "\"7\", \"1\"")))
                .hasStatus(204);
    }

    @Test
    void describes_itself() {
        RestTestClientResponse api = get("/v3/api-docs");

        body(api)
                .extractingPath("$.components.schemas.OrderRequest.properties")
                .asMap()
                .containsOnlyKeys("product_id", "owner_id", "quantity");
        body(api).extractingPath("$.paths['/orders'].post.responses").asMap().containsOnlyKeys("201", "default");
        assertThat(get("/swagger-ui/index.html")).hasStatus(200);
    }

    @Test
    void tells_its_health() {
        assertThat(get("/actuator/health/liveness")).hasStatus(200);
        body(get("/actuator/health/readiness"))
                .extractingPath("$.components")
                .asMap()
                .containsKeys("db", "rabbit");
    }

    private void end(String path) {
        UUID id = UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
        transaction.executeWithoutResult(
                _ -> entities.find(Order.class, id).fail("CANCELLED", null, null, clock.instant()));
    }

    private static String next(RestTestClientResponse page) {
        String link = page.getExchangeResult().getResponseHeaders().getFirst("Link");
        assertThat(link).endsWith("; rel=\"next\"");
        return link.substring(link.indexOf("/orders"), link.indexOf('>'));
    }

    private static List<String> idsOf(RestTestClientResponse page) {
        return JsonPath.read(bodyOf(page), "$[*].order_id");
    }
}
