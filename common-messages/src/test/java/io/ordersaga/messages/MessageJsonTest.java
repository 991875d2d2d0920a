package io.ordersaga.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ordersaga.messages.order.OrderCommand.FinalStatus;
import io.ordersaga.messages.order.OrderCommand.UpdateStatus;
import io.ordersaga.messages.product.ProductCommand.UpdateStock;
import io.ordersaga.messages.product.ProductEvent.StockChecked;
import io.ordersaga.messages.user.UserCommand.UpdateBalance;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageJsonTest {

    private static final UUID SAGA = UUID.fromString("0193577a-3b1c-7000-8000-00000000000a");
    private static final UUID ORDER = UUID.fromString("0193577a-3b1c-7000-8000-00000000000b");
    private static final String IDS = """
        "saga_id":"%s","order_id":"%s"\
        """.formatted(SAGA, ORDER);

    @Test
    void a_body_is_written_in_snake_case_without_what_is_not_there() {
        UpdateStatus status =
                new UpdateStatus(SAGA, ORDER, FinalStatus.FAILED, null, FailureCode.PRODUCT_NOT_FOUND, "No product 7.");

        assertThat(written(status)).isEqualTo("{" + IDS + """
            ,"status":"FAILED","failure_code":"PRODUCT_NOT_FOUND","failure_reason":"No product 7."}\
            """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.01", "19.90", "0.1", "99999999999999999.99", "12345678901234567890.12"})
    void money_stays_exact_there_and_back(String amount) {
        String json = written(new StockChecked(SAGA, ORDER, new BigDecimal(amount)));

        assertThat(json).isEqualTo("{" + IDS + ",\"unit_price\":" + amount + "}");
        assertThat(read(json, StockChecked.class).unitPrice()).isEqualTo(new BigDecimal(amount));
    }

    @Test
    void money_is_never_written_with_an_exponent() {
        assertThat(written(new StockChecked(SAGA, ORDER, new BigDecimal("1E+3"))))
                .endsWith("\"unit_price\":1000}");
    }

    @Test
    void a30_a_field_that_the_receiver_does_not_know_is_ignored() {
        UpdateStock command = read("{" + IDS + """
            ,"product_id":7,"quantity":2,"warehouse":{"row":[1,2]}}\
            """, UpdateStock.class);

        assertThat(command).isEqualTo(new UpdateStock(SAGA, ORDER, 7, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"quantity\":2",
                "\"product_id\":7",
                "\"product_id\":null,\"quantity\":2",
                "\"product_id\":\"7\",\"quantity\":2",
                "\"product_id\":7,\"quantity\":\"2\"",
                "\"product_id\":7,\"quantity\":2.5",
                "\"product_id\":7,\"quantity\":2.0",
                "\"product_id\":7,\"quantity\":true",
                "\"product_id\":7,\"quantity\":[2]",
                "\"product_id\":7,\"quantity\":{}",
                "\"product_id\":7,\"quantity\":0",
                "\"product_id\":7,\"quantity\":-1",
                "\"product_id\":0,\"quantity\":1",
                "\"product_id\":7,\"quantity\":2147483648",
                "\"product_id\":9223372036854775808,\"quantity\":1",
                "\"product_id\":7,\"quantity\":1,\"quantity\":2"
            })
    void a_missing_mistyped_or_absurd_number_is_refused(String fields) {
        assertRefused("{" + IDS + "," + fields + "}", UpdateStock.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"5\"",
                "true",
                "[]",
                "-0.01",
                "1.999",
                "0.001",
                "1e40",
                "1e400",
                "1E+1000000000",
                "1E-1000000000",
                "1E+2147483647",
                "0E+2147483647",
                "NaN",
                "Infinity"
            })
    void an_amount_that_is_no_money_is_refused(String amount) {
        assertRefused("{" + IDS + ",\"owner_id\":1,\"amount\":" + amount + "}", UpdateBalance.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"order_id\":\"0193577a-3b1c-7000-8000-00000000000b\"",
                "\"saga_id\":null,\"order_id\":\"0193577a-3b1c-7000-8000-00000000000b\"",
                "\"saga_id\":\"\",\"order_id\":\"0193577a-3b1c-7000-8000-00000000000b\"",
                "\"saga_id\":5,\"order_id\":\"0193577a-3b1c-7000-8000-00000000000b\"",
                "\"saga_id\":\"x\",\"order_id\":\"0193577a-3b1c-7000-8000-00000000000b\"",
                "\"saga_id\":\"0193577a-3b1c-7000-8000-00000000000a\""
            })
    void an_id_that_is_none_is_refused(String ids) {
        assertRefused("{" + ids + "}", Done.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "null", "5", "\"text\"", "[]", "{", "{}", "{} {}", "{\"saga_id\"}", "\u0000", "<a/>"})
    void what_is_no_body_is_refused(String body) {
        assertRefused(body, Done.class);
    }

    @Test
    void bytes_that_are_no_text_are_refused() {
        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> MessageJson.read(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1}, Done.class));
    }

    @Test
    void a_body_nested_without_end_is_refused() {
        assertRefused("{\"x\":".repeat(50_000), Done.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"status\":\"PENDING\"",
                "\"status\":\"success\",\"total_price\":1",
                "\"status\":0,\"total_price\":1",
                "\"status\":\"SUCCESS\"",
                "\"status\":\"SUCCESS\",\"total_price\":1,\"failure_code\":\"CANCELLED\"",
                "\"status\":\"FAILED\"",
                "\"status\":\"FAILED\",\"failure_code\":\" \"",
                "\"status\":\"FAILED\",\"failure_code\":5",
                "\"status\":\"FAILED\",\"failure_code\":5.5",
                "\"status\":\"FAILED\",\"failure_code\":true"
            })
    void a_final_status_that_contradicts_itself_is_refused(String fields) {
        assertRefused("{" + IDS + "," + fields + "}", UpdateStatus.class);
    }

    @Test
    void the_refusal_says_which_field_is_wrong() {
        assertThatExceptionOfType(MalformedMessageException.class)
                .isThrownBy(() -> read("{" + IDS + ",\"product_id\":7,\"quantity\":0}", UpdateStock.class))
                .withMessage("quantity must be greater than zero");
    }

    private static String written(Message message) {
        return new String(MessageJson.write(message), StandardCharsets.UTF_8);
    }

    private static <T> T read(String json, Class<T> type) {
        return MessageJson.read(json.getBytes(StandardCharsets.UTF_8), type);
    }

    private static void assertRefused(String json, Class<?> type) {
        assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> read(json, type));
    }
}
