package io.ordersaga.rest;

import static io.ordersaga.rest.ProblemAssert.assertThatInvalid;
import static io.ordersaga.rest.ProblemAssert.assertThatProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvalidBodyIsRefusedTest extends OverHttp {

    private static final String TEXT = "must be a text of valid characters";
    private static final String INT = "must be a whole number from -2147483648 to 2147483647";
    private static final String LONG = "must be a whole number from -9223372036854775808 to 9223372036854775807";
    private static final String MONEY = "must be an amount of money: zero or more, at most 17 digits and 2 decimals";
    private static final String UUID = "must be a UUID such as 0193577a-3b1c-7c2e-9f4a-5d6e7f8091a2";
    private static final String TIME = "must be a time such as 2026-11-23T10:15:30Z";

    @ParameterizedTest
    @ValueSource(strings = {"5", "1.5", "true", "{}", "[]", "[\"a\"]", "\"a\\u0000b\"", "\"half \\ud800\""})
    void textMustBeText(String value) {
        assertThatInvalid(post("title", value)).names("title", TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\"  \""})
    void textMustSaySomething(String value) {
        assertThatInvalid(post("title", value)).names("title", "must not be blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"5\"", "\"\"", "true", "1.5", "1.0", "1e2", "99999999999", "1E+1000000000", "{}", "[1]"})
    void wholeNumberMustBeWholeAndFit(String value) {
        assertThatInvalid(post("page_count", value)).names("page_count", INT);
    }

    @ParameterizedTest
    @CsvSource({"0, must be greater than 0", "-1, must be greater than 0", "null, must not be null"})
    void wholeNumberMustBeInItsBounds(String value, String message) {
        assertThatInvalid(post("page_count", value)).names("page_count", message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"5\"", "\"\"", "true", "{}", "[1]"})
    void amountMustBeNumber(String value) {
        assertThatInvalid(post("list_price", value)).names("list_price", "must be a number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.01", "1.999", "1.000", "123456789012345678", "1E+1000000000", "1E-1000000000"})
    void amountMustFitItsColumn(String value) {
        assertThatInvalid(post("list_price", value)).names("list_price", MONEY);
    }

    @Test
    void valuesOfOtherKindsMustBeOfTheirKind() {
        assertThatInvalid(post("isbn", "99999999999999999999")).names("isbn", LONG);
        assertThatInvalid(post("in_print", "1")).names("in_print", "must be true or false");
        assertThatInvalid(post("in_print", "\"true\"")).names("in_print", "must be true or false");
        assertThatInvalid(post("published_at", "\"yesterday\"")).names("published_at", TIME);
        assertThatInvalid(post("publisher_id", "\"\"")).names("publisher_id", UUID);
        assertThatInvalid(post("publisher_id", "7")).names("publisher_id", UUID);
    }

    @Test
    void everyInvalidFieldIsNamedAtOnce() {
        assertThatInvalid(postJson("/books", "{}")).names("list_price", "page_count", "title");
        assertThatInvalid(send("PUT", "/books/1", BodyPublishers.ofString("{}"), "Content-Type", "application/json"))
                .names("list_price", "page_count", "title");
    }

    @Test
    void fieldThatNobodyAskedForIsRefused() {
        assertThatInvalid(post("pages", "1")).names("pages", "is not a field of this request");
        assertThatInvalid(post("pageCount", "1")).names("pageCount", "is not a field of this request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"title\":}",
                "{\"title\":\"a\",\"title\":\"b\"}",
                "{\"list_price\":NaN}",
                "{\"list_price\":01}",
                "title=Sagas",
                BOOK + "x"
            })
    void brokenJsonIsRefused(String body) {
        assertThatInvalid(postJson("/books", body)).names("body");
    }

    @ParameterizedTest
    @CsvSource({"'', is missing", "null, is missing", "[], must be an object", "5, must be an object"})
    void bodyMustBeThereAndAnObject(String body, String message) {
        assertThatInvalid(postJson("/books", body)).names("body", message);
    }

    @Test
    void numberOfThousandsOfDigitsIsRefused() {
        assertThatInvalid(post("list_price", "1".repeat(5000)))
                .names("body", "is longer or nested deeper than anything asked for here");
    }

    @Test
    void hugeBodyIsTooLargeWithOrWithoutItsLengthSaid() {
        String huge = BOOK.replace("Sagas", "x".repeat(200_000));
        BodyPublisher chunked =
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(huge.getBytes(StandardCharsets.UTF_8)));

        assertThatProblem(postJson("/books", huge), 413, "content-too-large");
        assertThatProblem(
                send("POST", "/books", chunked, "Content-Type", "application/json"), 413, "content-too-large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/yaml",
                "application/xml",
                "application/x-www-form-urlencoded",
                "application/json;charset=nonsense",
                "nonsense"
            })
    void bodyOfAnotherTypeIsNotRead(String type) {
        assertThatIsNotRead("POST", "/books", BOOK, type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data;boundary=x"})
    void formIsNotReadHoweverLargeOrBrokenItIs(String type) {
        assertThatIsNotRead("POST", "/books", "a".repeat(900_000), type);
        for (String body : List.of("%zz", "--x\r\nno end", "a".repeat(900_000))) {
            assertThatIsNotRead("PUT", "/books/6", body, type);
            assertThatProblem(
                    send("DELETE", "/books", BodyPublishers.ofString(body), "Content-Type", type),
                    405,
                    "method-not-allowed");
        }
        assertThat(get("/books", "Content-Type", type).status()).isEqualTo(200);
    }

    @Test
    void parametersInTheBodyOfPostAreReadByTomcatWhichRefusesThemItself() {
        assertThatInvalid(send(
                        "POST",
                        "/books",
                        BodyPublishers.ofString("%zz"),
                        "Content-Type",
                        "application/x-www-form-urlencoded"))
                .names("query", "cannot be read; it must be name=value pairs, percent-encoded");
    }

    private void assertThatIsNotRead(String method, String path, String body, String type) {
        assertThatProblem(
                        send(method, path, BodyPublishers.ofString(body), "Content-Type", type),
                        415,
                        "unsupported-media-type")
                .says("The body must be JSON, with the header Content-Type: application/json.");
    }

    @Test
    void whatIsValidIsTakenAsItIs() {
        Answer answer = post("published_at", "\"2026-11-23T10:15:30.123456Z\"");

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("""
            {"id":6,"title":"Sagas","list_price":19.90,"page_count":300,"published_at":"2026-11-23T10:15:30.123456Z"}\
            """);
        assertThat(post("list_price", "12345678901234567.89").body()).contains("\"list_price\":12345678901234567.89");
        assertThat(post("list_price", "1E+3").body()).contains("\"list_price\":1000,");
        assertThat(post("list_price", "0").status()).isEqualTo(201);
    }

    /** A book that is sound but for this field. */
    private Answer post(String field, String value) {
        String replaced = BOOK.replaceFirst("\"" + field + "\":(\"[^\"]*\"|[^,}]*)[,}]", "");
        String rest = replaced.startsWith("{") ? replaced.substring(1) : replaced;
        String others = rest.endsWith("}") ? rest : rest.replaceFirst(",$", "") + "}";
        return postJson("/books", "{\"" + field + "\":" + value + "," + others);
    }
}
