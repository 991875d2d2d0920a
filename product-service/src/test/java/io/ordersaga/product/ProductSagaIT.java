package io.ordersaga.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.messages.product.ProductCommand.CheckStock;
import io.ordersaga.testing.holdings.SagaStory;
import java.math.BigDecimal;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductSagaIT extends SagaStory {

    private final UUID saga = UUID.randomUUID();

    ProductSagaIT() {
        super(new Products());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.00", "19.99", "99999999999999999.99"})
    void check_stock_answers_the_unit_price(String price) {
        assertThat(succeeds(new CheckStock(saga, saga, priced(price), 2)).body())
                .isEqualTo("""
                    {"saga_id":"%s","order_id":"%s","unit_price":%s}\
                    """.formatted(saga, saga, price));
    }

    @Test
    void a31_a_saga_is_told_the_same_price_again_when_it_has_changed() {
        CheckStock check = new CheckStock(saga, saga, priced("5.00"), 2);
        String told = succeeds(check).body();
        door.put("/products/" + check.productId(), valid(10)).hasStatus(200);

        exchange.send(check);

        assertThat(exchange.hears(event(check, "success"), 2))
                .allSatisfy(answer -> assertThat(answer.body()).isEqualTo(told));
    }

    @Test
    void a_refusal_says_what_is_there_and_what_is_needed() {
        String path = created(1);
        CheckStock check = new CheckStock(saga, saga, idOf(path), Integer.MAX_VALUE);

        exchange.send(check);

        assertThat(exchange.hears(event(check, "failure")).body())
                .contains("Of product " + idOf(path) + " there are 1, the order needs 2147483647.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "2147483648", "1e400", "\"5\"", "null"})
    void an_absurd_quantity_becomes_a_dead_letter(String quantity) {
        String path = created(10);
        String key = "saga." + saga + ".command.product.update_stock";

        exchange.send(key, UUID.randomUUID(), """
            {"saga_id": "%s", "order_id": "%s", "product_id": %d, "quantity": %s}\
            """.formatted(saga, saga, idOf(path), quantity));

        exchange.buries(key);
        assertThat(ledgerOf(path)).hasSize(1);
    }

    private long priced(String price) {
        var fields = holdings.fields(new BigDecimal(10));
        fields.put("price", price);
        return door.post("/products", json(fields))
                .hasStatus(201)
                .json()
                .path("id")
                .asLong();
    }
}
