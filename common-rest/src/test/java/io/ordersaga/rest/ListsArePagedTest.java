package io.ordersaga.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ListsArePagedTest extends OverHttp {

    private static final Pattern NEXT = Pattern.compile("<http://[^/]+(/[^>]*)>; rel=\"next\"");

    @Test
    void shortListIsOnePageWithoutNext() {
        Answer answer = get("/books");

        assertThat(ids(answer)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(answer.header("Link")).isEmpty();
    }

    @Test
    void listThatEndsWithItsPageHasNoNext() {
        assertThat(get("/books?limit=5").header("Link")).isEmpty();
        assertThat(get("/books?limit=3&after=2").header("Link")).isEmpty();
    }

    @Test
    void linksLeadThroughAllOnce() {
        List<Long> seen = new ArrayList<>();
        for (String page = "/books?limit=2"; !page.isEmpty(); ) {
            Answer answer = get(page);
            seen.addAll(ids(answer));
            page = next(answer);
        }

        assertThat(seen).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void linkKeepsTheOtherParametersAsTheyWereSent() {
        assertThat(next(get("/books?author=B%C3%B6ll%20%26%20S%C3%B6hne&after=1&limit=2")))
                .isEqualTo("/books?author=B%C3%B6ll%20%26%20S%C3%B6hne&limit=2&after=3");
    }

    private static List<Long> ids(Answer answer) {
        return answer.json().valueStream().map(book -> book.path("id").asLong()).toList();
    }

    private static String next(Answer answer) {
        Matcher link = NEXT.matcher(answer.header("Link").orElse(""));
        return link.matches() ? link.group(1) : "";
    }
}
