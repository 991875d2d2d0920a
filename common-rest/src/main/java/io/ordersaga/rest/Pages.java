package io.ordersaga.rest;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Keyset pages: a plain array, and where the next page is in {@code Link: <...>; rel="next"} (RFC 8288), which is absent
 * on the last page. A list is read one longer than its page to know whether there is more.
 */
public final class Pages {

    /** What {@code ?limit=} is when it is not given, as the annotation of its parameter wants it. */
    public static final String DEFAULT_LIMIT = "100";

    /** The most that {@code ?limit=} may be. */
    public static final int MOST = 1000;

    private Pages() {}

    /**
     * Answers a page of the current request.
     *
     * @param found what was found, with {@code limit + 1} asked for
     * @param cursor what stands in {@code ?after=} to go on behind an element: an id, of characters that need no encoding
     */
    public static <T> ResponseEntity<List<T>> answer(List<T> found, int limit, Function<T, Object> cursor) {
        return found.size() <= limit
                ? ResponseEntity.ok(found)
                : more(found.subList(0, limit), cursor.apply(found.get(limit - 1)));
    }

    /**
     * Answers a page that may be shorter than its limit, even empty, though there is a next one: what was looked at is
     * bounded, and not all of it was wanted.
     *
     * @param reached where the look ended; null when it came to the end of all
     */
    public static <T> ResponseEntity<List<T>> answer(
            List<T> found, int limit, Function<T, Object> cursor, @Nullable Object reached) {
        return found.size() > limit || reached == null ? answer(found, limit, cursor) : more(found, reached);
    }

    /**
     * Answers a page whose limit counts groups, so that no group is split between two pages.
     *
     * @param found whole groups one behind the other, with {@code limit + 1} of them asked for
     * @param group what an element belongs to; it is the cursor too, as in {@link #answer}
     */
    public static <T> ResponseEntity<List<T>> answerWhole(List<T> found, int limit, Function<T, Object> group) {
        List<Object> groups = found.stream().map(group).distinct().toList();
        if (groups.size() <= limit) {
            return ResponseEntity.ok(found);
        }
        Object beyond = groups.get(limit);
        return more(
                found.stream()
                        .takeWhile(element -> !group.apply(element).equals(beyond))
                        .toList(),
                groups.get(limit - 1));
    }

    private static <T> ResponseEntity<List<T>> more(List<T> page, Object last) {
        String next = ServletUriComponentsBuilder.fromCurrentRequest()
                .replaceQueryParam("after", last)
                .build()
                .toUriString();
        return ResponseEntity.ok()
                .header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"")
                .body(page);
    }
}
