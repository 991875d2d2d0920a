package io.ordersaga.rest;

import static io.ordersaga.rest.ProblemAssert.assertThatInvalid;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvalidParameterIsRefusedTest extends OverHttp {

    @ParameterizedTest
    @CsvSource({
        "/books?limit=0,          limit,        must be greater than or equal to 1",
        "/books?limit=1001,       limit,        must be less than or equal to 1000",
        "/books?limit=ten,        limit,        must be a whole number from -2147483648 to 2147483647",
        "/books?limit=1.0,        limit,        must be a whole number from -2147483648 to 2147483647",
        "/books?limit=0x10,       limit,        must be a whole number from -2147483648 to 2147483647",
        "/books?limit=%2B5,       limit,        must be a whole number from -2147483648 to 2147483647",
        "/books?limit=3000000000, limit,        must be a whole number from -2147483648 to 2147483647",
        "/books?after=-1,         after,        must be greater than or equal to 0",
        "/books?publisher_id=7,   publisher_id, must be a UUID such as 0193577a-3b1c-7c2e-9f4a-5d6e7f8091a2",
        "/books?publisher_id=1-1-1-1-1, publisher_id, must be a UUID such as 0193577a-3b1c-7c2e-9f4a-5d6e7f8091a2",
        "/books?publisher_id=%20, publisher_id, must be a UUID such as 0193577a-3b1c-7c2e-9f4a-5d6e7f8091a2",
        "/books?=nameless,        query,        'cannot be read; it must be name=value pairs, percent-encoded'",
        "/books/seven,            book_id,      "
                + "must be a whole number from -9223372036854775808 to 9223372036854775807",
        "/books/0x1,              book_id,      "
                + "must be a whole number from -9223372036854775808 to 9223372036854775807",
        "/books/01,               book_id,      "
                + "must be a whole number from -9223372036854775808 to 9223372036854775807",
        "/books/search,           title_part,   is missing",
        "/books/search?title_part=x, Reader-Card, is missing"
    })
    void parameterIsNamedAsItIsSent(String path, String parameter, String message) {
        assertThatInvalid(get(path)).names(parameter, message);
    }

    @Test
    void headerIsNamedAsItIsSentAndSoAreTheFieldsBesideIt() {
        assertThatInvalid(send(
                        "POST",
                        "/books",
                        BodyPublishers.ofString("{}"),
                        "Content-Type",
                        "application/json",
                        "Idempotency-Key",
                        "far-too-long"))
                .names("Idempotency-Key", "list_price", "page_count", "title");
    }

    @Test
    void messageIsTheSameInEveryLanguage() {
        assertThatInvalid(get("/books?limit=0", "Accept-Language", "de"))
                .names("limit", "must be greater than or equal to 1");
    }
}
