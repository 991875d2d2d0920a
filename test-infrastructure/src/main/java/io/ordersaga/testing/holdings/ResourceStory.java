package io.ordersaga.testing.holdings;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.testing.rest.Answer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The resource over HTTP: made, read, listed, replaced, added to and deleted. */
public abstract class ResourceStory extends HoldingsStory {

    protected ResourceStory(Holdings holdings) {
        super(holdings);
    }

    @Test
    void what_is_created_can_be_read() {
        Answer created = door.post(holdings.collection(), valid(7)).hasStatus(201);

        String path = holdings.collection() + "/" + created.json().path("id").asLong();
        assertThat(created.header("Location")).hasValue(path);
        Answer read = door.get(path).hasStatus(200);
        assertThat(read.json()).isEqualTo(created.json());
        assertThat(read.header("ETag")).isEqualTo(created.header("ETag")).hasValue("\"0\"");
        assertThat(read.json().propertyNames())
                .containsExactlyInAnyOrderElementsOf(withId(
                        holdings.fields(BigDecimal.ZERO).keySet().stream().toList()));
    }

    @Test
    void what_is_held_is_a_number_with_two_decimals_at_most() {
        JsonNode held = door.get(created(7)).json().path(holdings.held());

        assertThat(held.isNumber()).isTrue();
        assertThat(held.decimalValue()).isEqualByComparingTo(holdings.units(7));
        assertThat(held.decimalValue().scale()).isBetween(0, 2);
    }

    @Test
    void the_largest_and_the_smallest_can_be_held() {
        String full = door.post(holdings.collection(), json(holdings.fields(holdings.most())))
                .hasStatus(201)
                .header("Location")
                .orElseThrow();

        assertThat(heldBy(full)).isEqualByComparingTo(holdings.most());
        assertThat(heldBy(created(0))).isZero();
    }

    @Test
    void the_list_goes_page_by_page_in_the_order_of_the_ids() {
        List<Long> ids =
                IntStream.range(0, 5).mapToLong(i -> idOf(created(i))).boxed().toList();
        List<Long> listed = new ArrayList<>();

        Optional<String> page = Optional.of(holdings.collection() + "?limit=2&after=" + (ids.getFirst() - 1));
        int pages = 0;
        for (; page.isPresent(); pages++) {
            Answer answer = door.get(page.get()).hasStatus(200);
            answer.json().forEach(thing -> listed.add(thing.path("id").asLong()));
            page = answer.nextPage();
        }

        assertThat(listed).containsExactlyElementsOf(ids);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void behind_the_last_there_is_an_empty_page() {
        Answer last =
                door.get(holdings.collection() + "?after=" + Long.MAX_VALUE).hasStatus(200);

        assertThat(last.body()).isEqualTo("[]");
        assertThat(last.nextPage()).isEmpty();
    }

    @Test
    void replacing_changes_everything_and_tells_the_new_version() {
        String path = created(7);

        Answer replaced = door.put(path, valid(3)).hasStatus(200);

        assertThat(replaced.header("ETag")).hasValue("\"1\"");
        assertThat(door.get(path).json()).isEqualTo(replaced.json());
        assertThat(heldBy(path)).isEqualByComparingTo(holdings.units(3));
    }

    @Test
    void adding_answers_what_is_held_then() {
        String path = created(7);

        Answer added = door.post(additionTo(path), addition(holdings.units(3))).hasStatus(200);

        assertThat(added.header("ETag")).hasValue("\"1\"");
        assertThat(added.json().path(holdings.held()).decimalValue()).isEqualByComparingTo(holdings.units(10));
        assertThat(door.get(path).json()).isEqualTo(added.json());
    }

    @Test
    void adding_more_than_can_be_held_is_refused() {
        String path = created(1);

        door.post(additionTo(path), addition(holdings.most()))
                .isProblem(422, holdings.addition().tooMuch());

        assertThat(heldBy(path)).isEqualByComparingTo(holdings.units(1));
        assertThat(ledgerOf(path)).hasSize(1);
    }

    @Test
    void what_is_deleted_is_gone() {
        String path = created(7);

        assertThat(door.delete(path).hasStatus(204).body()).isEmpty();

        String gone = holdings.word() + "-not-found";
        door.get(path).isProblem(404, gone);
        door.put(path, valid(1)).isProblem(404, gone);
        door.post(additionTo(path), addition(holdings.units(1))).isProblem(404, gone);
        door.delete(path).isProblem(404, gone);
        assertThat(door.get(holdings.collection() + "?after=" + (idOf(path) - 1))
                        .hasStatus(200)
                        .json()
                        .values())
                .noneMatch(thing -> thing.path("id").asLong() == idOf(path));
    }

    @Test
    void who_has_the_version_is_not_sent_it_again() {
        String path = created(7);

        assertThat(door.get(path, "If-None-Match", "\"0\"").hasStatus(304).body())
                .isEmpty();
        door.post(additionTo(path), addition(holdings.units(1)));
        door.get(path, "If-None-Match", "\"0\"").hasStatus(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"0\"", "\"7\", \"0\"", "*"})
    void who_has_seen_the_version_may_change_and_delete_it(String ifMatch) {
        door.putIfMatch(created(7), valid(3), ifMatch).hasStatus(200);
        door.delete(created(7), "If-Match", ifMatch).hasStatus(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "W/\"0\"", "0", "\"00\""})
    void who_has_seen_another_version_changes_nothing(String ifMatch) {
        String path = created(7);
        JsonNode before = door.get(path).json();

        door.putIfMatch(path, valid(3), ifMatch).isProblem(412, "precondition-failed");
        door.delete(path, "If-Match", ifMatch).isProblem(412, "precondition-failed");

        assertThat(door.get(path).json()).isEqualTo(before);
        assertThat(ledgerOf(path)).hasSize(1);
    }

    private static List<String> withId(List<String> fields) {
        List<String> all = new ArrayList<>(fields);
        all.add("id");
        return all;
    }
}
