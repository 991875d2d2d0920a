package io.ordersaga.rest;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Strong entity tags made of a version (RFC 9110, section 8.8.3), and the condition that rests on them. */
public final class ETags {

    private ETags() {}

    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /** Of what has two parts that change by themselves. */
    public static String of(long version, long otherVersion) {
        return "\"" + version + "-" + otherVersion + "\"";
    }

    /** 200 with the resource and its tag; Spring turns it into 304 when the caller has that version. */
    public static <T> ResponseEntity<T> ok(T resource, long version) {
        return ok(resource, of(version));
    }

    /** The same with a tag that is made already. */
    public static <T> ResponseEntity<T> ok(T resource, String tag) {
        return ResponseEntity.status(HttpStatus.OK).eTag(tag).body(resource);
    }

    /**
     * Lets a change pass when the caller has seen the current version, or asks for no particular one.
     *
     * @param ifMatch the {@code If-Match} header: null, {@code *}, or a list of tags, of which weak ones never match
     */
    public static void requireMatch(@Nullable String ifMatch, long version) {
        if (ifMatch == null) {
            return;
        }
        boolean matches = Arrays.stream(ifMatch.split(",", -1))
                .map(String::trim)
                .anyMatch(tag -> tag.equals("*") || tag.equals(of(version)));
        if (!matches) {
            throw Problems.preconditionFailed("It has changed since you read it: it is now version " + of(version)
                    + ". Read it again and decide.");
        }
    }
}
