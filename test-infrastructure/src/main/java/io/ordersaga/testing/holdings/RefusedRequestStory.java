package io.ordersaga.testing.holdings;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.testing.rest.Answer;
import io.ordersaga.testing.rest.InvalidValues;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not a sound request is refused with its reason, and changes nothing. */
public abstract class RefusedRequestStory extends HoldingsStory {

    protected RefusedRequestStory(Holdings holdings) {
        super(holdings);
    }

    @TestFactory
    Stream<DynamicTest> a_field_that_is_no_good_is_named() {
        return holdings.invalidFields().entrySet().stream()
                .flatMap(field -> field.getValue().stream()
                        .map(value -> DynamicTest.dynamicTest(
                                field.getKey() + " " + shortened(value),
                                () -> refusesEverywhere(with(field.getKey(), value), field.getKey()))));
    }

    @TestFactory
    Stream<DynamicTest> a_field_that_is_missing_is_named() {
        return holdings.fields(BigDecimal.ONE).keySet().stream()
                .map(field -> DynamicTest.dynamicTest(field, () -> refusesEverywhere(without(field), field)));
    }

    @Test
    void a_field_that_nobody_asked_for_is_named() {
        refusesEverywhere(with("id", "7"), "id");
        refusesEverywhere(with("nickname", "\"Ada\""), "nickname");
    }

    @Test
    void every_field_that_is_wrong_is_named() {
        refusesEverywhere("{}", holdings.fields(BigDecimal.ONE).keySet().toArray(String[]::new));
    }

    @TestFactory
    Stream<DynamicTest> a_body_that_is_none_is_refused() {
        return InvalidValues.BODY.stream()
                .map(body -> DynamicTest.dynamicTest("'" + body + "'", () -> {
                    refusesEverywhere(body, "body");
                    refuses(path -> door.post(additionTo(path), body), "body");
                }));
    }

    @TestFactory
    Stream<DynamicTest> an_addition_that_is_no_good_is_refused() {
        String field = holdings.addition().field();
        return Stream.concat(holdings.invalidFields().getOrDefault(holdings.held(), List.of()).stream(), Stream.of("0"))
                .map(value -> DynamicTest.dynamicTest(
                        value, () -> refuses(path -> door.post(additionTo(path), json(Map.of(field, value))), field)));
    }

    @Test
    void an_addition_has_one_field_and_no_other() {
        String field = holdings.addition().field();

        refuses(path -> door.post(additionTo(path), "{}"), field);
        refuses(path -> door.post(additionTo(path), ""), "body");
        refuses(path -> door.post(additionTo(path), json(Map.of(field, "1", "saga_id", "null"))), "saga_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "nonsense"})
    void a_body_of_another_type_is_not_read(String type) {
        String path = created(7);

        send("POST", holdings.collection(), valid(1), type).isProblem(415, "unsupported-media-type");
        send("PUT", path, valid(1), type).isProblem(415, "unsupported-media-type");
        send("POST", additionTo(path), addition(BigDecimal.ONE), type).isProblem(415, "unsupported-media-type");
        assertThat(heldBy(path)).isEqualByComparingTo(holdings.units(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "9223372036854775807"})
    void an_id_that_nothing_has_is_not_found(String id) {
        expect(holdings.collection() + "/" + id, 404, holdings.word() + "-not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"one", "1.0", "9223372036854775808", "0x1", "%231", "01", "+1", "%201", "null", "1%20or%201=1"})
    void an_id_that_is_none_is_refused(String id) {
        expect(holdings.collection() + "/" + id, 400, "invalid-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=-1",
                "limit=1001",
                "limit=ten",
                "limit=2147483648",
                "limit=0x10",
                "after=-1",
                "after=x"
            })
    void a_page_that_is_none_is_refused(String query) {
        String parameter = query.substring(0, query.indexOf('='));

        door.get(holdings.collection() + "?" + query).isInvalid(parameter);
        door.get(created(1) + "/ledger?" + query).isInvalid(parameter);
    }

    @Test
    void what_cannot_be_done_with_a_resource_is_said() {
        String path = created(7);

        door.put(holdings.collection(), valid(1)).isProblem(405, "method-not-allowed");
        door.delete(holdings.collection()).isProblem(405, "method-not-allowed");
        door.post(path, valid(1)).isProblem(405, "method-not-allowed");
        door.delete(path + "/ledger").isProblem(405, "method-not-allowed");
        door.get(path, "Accept", "text/html").isProblem(406, "not-acceptable");
    }

    private void expect(String path, int status, String slug) {
        door.get(path).isProblem(status, slug);
        door.put(path, valid(1)).isProblem(status, slug);
        door.delete(path).isProblem(status, slug);
        door.get(path + "/ledger").isProblem(status, slug);
        door.post(additionTo(path), addition(BigDecimal.ONE)).isProblem(status, slug);
    }

    private void refusesEverywhere(String body, String... fields) {
        long last = idOf(created(0));
        door.post(holdings.collection(), body).isInvalid(fields);
        assertThat(door.get(holdings.collection() + "?after=" + last).body()).isEqualTo("[]");
        refuses(path -> door.put(path, body), fields);
    }

    private void refuses(Function<String, Answer> request, String... fields) {
        String path = created(7);
        Answer before = door.get(path);

        request.apply(path).isInvalid(fields);

        Answer after = door.get(path);
        assertThat(after.body()).isEqualTo(before.body());
        assertThat(after.header("ETag")).isEqualTo(before.header("ETag"));
        assertThat(ledgerOf(path)).hasSize(1);
    }

    private Answer send(String method, String path, String body, String type) {
        return door.send(method, path, body, "Content-Type", type);
    }

    private String with(String field, String value) {
        Map<String, String> fields = new LinkedHashMap<>(holdings.fields(holdings.units(5)));
        fields.put(field, value);
        return json(fields);
    }

    private String without(String field) {
        Map<String, String> fields = new LinkedHashMap<>(holdings.fields(holdings.units(5)));
        fields.remove(field);
        return json(fields);
    }

    private static String shortened(String value) {
        return value.length() > 30 ? value.substring(0, 30) + "..." : value;
    }
}
