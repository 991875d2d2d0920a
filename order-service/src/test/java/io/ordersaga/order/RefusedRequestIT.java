package io.ordersaga.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.assertj.RestTestClientResponse;

class RefusedRequestIT extends RunningOrderService {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"owner_id": 1, "quantity": 1}                                           | product_id
            {"product_id": 1, "quantity": 1}                                         | owner_id
            {"product_id": 1, "owner_id": 1}                                         | quantity
            {"product_id": null, "owner_id": 1, "quantity": 1}                       | product_id
            {"product_id": 0, "owner_id": 1, "quantity": 1}                          | product_id
            {"product_id": 1, "owner_id": -1, "quantity": 1}                         | owner_id
            {"product_id": 1, "owner_id": 1, "quantity": 0}                          | quantity
            {"product_id": 1, "owner_id": 1, "quantity": -5}                         | quantity
            {"product_id": 1, "owner_id": 1, "quantity": 2147483648}                 | quantity
            {"product_id": 9223372036854775808, "owner_id": 1, "quantity": 1}        | product_id
            {"product_id": 1, "owner_id": 1, "quantity": 1.5}                        | quantity
            {"product_id": 1, "owner_id": 1, "quantity": "1"}                        | quantity
            {"product_id": 1, "owner_id": true, "quantity": 1}                       | owner_id
            {"product_id": [1], "owner_id": 1, "quantity": 1}                        | product_id
            {"product_id": 1, "owner_id": 1, "quantity": 1, "status": "SUCCESS"}     | status
            {"product_id": 1, "owner_id": 1, "quantity": 1, "quantity": 2}           | body
            {"product_id": 1, "owner_id": 1, "quantity": 1                           | body
            []                                                                       | body
            "order"                                                                  | body
            null                                                                     | body
        """)
    void refuses_what_is_no_order(String json, String field) {
        long before = orderCount();

        RestTestClientResponse refused = post(json);

        assertProblem(refused, 400, "invalid-request");
        body(refused).extractingPath("$.errors[*].field").asArray().containsExactly(field);
        assertThat(orderCount()).isEqualTo(before);
    }

    @Test
    void names_every_field_that_is_wrong() {
        body(post("{\"quantity\": 0}"))
                .extractingPath("$.errors[*].field")
                .asArray()
                .containsExactlyInAnyOrder("product_id", "owner_id", "quantity");
    }

    @Test
    void refuses_a_body_that_is_missing_or_of_another_type() {
        long before = orderCount();

        assertProblem(
                answer(http.post().uri("/orders").contentType(MediaType.APPLICATION_JSON)), 400, "invalid-request");
        assertProblem(
                answer(http.post()
                        .uri("/orders")
                        .contentType(MediaType.TEXT_PLAIN)
                        .body(ORDER)),
                415,
                "unsupported-media-type");
        assertProblem(
                answer(http.post()
                        .uri("/orders")
                        .contentType(MediaType.APPLICATION_JSON)
                        .accept(MediaType.TEXT_HTML)
                        .body(ORDER)),
                406,
                "not-acceptable");
        assertThat(orderCount()).isEqualTo(before);
    }

    @Test
    void says_what_can_be_done_with_orders_and_what_not() {
        assertProblem(
                answer(http.put()
                        .uri("/orders")
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(ORDER)),
                405,
                "method-not-allowed");
        assertProblem(answer(http.delete().uri("/orders")), 405, "method-not-allowed");
        assertProblem(get("/order"), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "not-an-id", "0193577a-3b1c-7c2e-9f4a-5d6e7f8091a2x"})
    void refuses_an_id_that_is_none(String id) {
        assertProblem(get("/orders/" + id), 400, "invalid-request");
        assertProblem(answer(http.delete().uri("/orders/" + id)), 400, "invalid-request");
    }

    @Test
    void knows_no_order_of_another_id() {
        String path = "/orders/" + UUID.randomUUID();

        assertProblem(get(path), 404, "order-not-found");
        assertProblem(answer(http.delete().uri(path)), 404, "order-not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=-1", "limit=1001", "limit=ten", "limit=2147483648", "after=7"})
    void refuses_a_page_that_is_none(String query) {
        RestTestClientResponse refused = get("/orders?" + query);

        assertProblem(refused, 400, "invalid-request");
        body(refused).extractingPath("$.errors[0].field").isEqualTo(query.split("=")[0]);
    }
}
