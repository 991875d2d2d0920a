package io.ordersaga.rest;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** Says in every OpenAPI page that errors are problem documents. */
final class OpenApiConventions implements OpenApiCustomizer {

    private static final String PROBLEM = "Problem";

    @Override
    public void customise(io.swagger.v3.oas.models.OpenAPI api) {
        api.schema(PROBLEM, problem());
        api.getPaths().values().forEach(path -> path.readOperations().forEach(OpenApiConventions::addProblem));
    }

    private static void addProblem(Operation operation) {
        MediaType document = new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM));
        operation
                .getResponses()
                .addApiResponse(
                        "default",
                        new ApiResponse()
                                .description("What was wrong, and what to do (RFC 9457)")
                                .content(new Content().addMediaType("application/problem+json", document)));
    }

    private static Schema<?> problem() {
        Schema<?> field = new Schema<>()
                .type("object")
                .addProperty("field", new Schema<>().type("string"))
                .addProperty("message", new Schema<>().type("string"));
        return new Schema<>()
                .type("object")
                .addProperty("type", new Schema<>().type("string").example("urn:order-saga:problem:invalid-request"))
                .addProperty("title", new Schema<>().type("string").example("Bad Request"))
                .addProperty("status", new Schema<>().type("integer").example(400))
                .addProperty("detail", new Schema<>().type("string"))
                .addProperty("instance", new Schema<>().type("string"))
                .addProperty("errors", new ArraySchema().items(field));
    }
}
