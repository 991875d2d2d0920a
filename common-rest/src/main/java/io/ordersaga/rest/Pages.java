package io.ordersaga.rest;

import java.util.List;
import java.util.function.Function;
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
        if (found.size() <= limit) {
            return ResponseEntity.ok(found);
        }
        List<T> page = found.subList(0, limit);
        String next = ServletUriComponentsBuilder.fromCurrentRequest()
                .replaceQueryParam("after", cursor.apply(page.getLast()))
                .build()
                .toUriString();
        return ResponseEntity.ok()
                .header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"")
                .body(page);
    }
}
