package io.ordersaga.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenApiPageTest extends OverHttp {

    @Test
    void pageIsWhereItIsExpected() {
        assertThat(get("/swagger-ui.html").header("Location").orElse("")).endsWith("/swagger-ui/index.html");
        assertThat(get("/swagger-ui/index.html").status()).isEqualTo(200);
        assertThat(get("/v3/api-docs.yaml").body()).contains("openapi: 3.1.0");
    }

    @Test
    void namesAreThoseOfTheJson() {
        JsonNode api = get("/v3/api-docs").json();

        assertThat(api.at("/components/schemas/BookRequest/properties").propertyNames())
                .containsExactly(
                        "title", "list_price", "page_count", "isbn", "in_print", "published_at", "publisher_id");
        assertThat(api.at("/components/schemas/BookRequest/required").values())
                .extracting(JsonNode::asString)
                .containsExactlyInAnyOrder("title", "list_price", "page_count");
        assertThat(api.at("/paths").propertyNames()).contains("/books/{book_id}");
        assertThat(api.at("/paths/~1books~1{book_id}/get/parameters/0/name").asString())
                .isEqualTo("book_id");
    }

    @Test
    void everyOperationSaysThatErrorsAreProblems() {
        JsonNode api = get("/v3/api-docs").json();

        assertThat(api.at("/paths").values().stream().flatMap(JsonNode::valueStream))
                .hasSize(6)
                .extracting(operation -> operation
                        .at("/responses/default/content/application~1problem+json/schema/$ref")
                        .asString())
                .containsOnly("#/components/schemas/Problem");
        assertThat(api.at("/components/schemas/Problem/properties/status/type").asString())
                .isEqualTo("integer");
    }

    @Test
    void answersAreJsonOfTheServiceThatIsNamed() {
        JsonNode api = get("/v3/api-docs").json();

        assertThat(api.at("/info/title").asString()).isEqualTo("bookshop");
        assertThat(api.at("/paths/~1books/get/responses/200/content").propertyNames())
                .containsExactly("application/json");
    }
}
