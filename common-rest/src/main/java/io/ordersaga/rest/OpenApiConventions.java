package io.ordersaga.rest;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/** Says in every OpenAPI page that errors are problem documents, and names what is in a path as JSON does. */
final class OpenApiConventions implements GlobalOpenApiCustomizer {

    private static final String PROBLEM = "Problem";
    private static final Pattern VARIABLE = Pattern.compile("\\{\\w+}");

    @Override
    public void customise(OpenAPI api) {
        api.schema(PROBLEM, problem());
        Paths paths = new Paths();
        api.getPaths().forEach((path, item) -> paths.addPathItem(inSnakeCase(path), described(item)));
        api.setPaths(paths);
    }

    private static String inSnakeCase(String path) {
        return VARIABLE.matcher(path).replaceAll(variable -> JsonNames.of(variable.group()));
    }

    private static PathItem described(PathItem item) {
        item.readOperations().forEach(operation -> {
            addProblem(operation);
            Optional.ofNullable(operation.getParameters()).orElse(List.of()).stream()
                    .filter(parameter -> "path".equals(parameter.getIn()))
                    .forEach(OpenApiConventions::rename);
        });
        return item;
    }

    private static void rename(Parameter parameter) {
        parameter.setName(JsonNames.of(parameter.getName()));
    }

    private static void addProblem(Operation operation) {
        MediaType document = new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM));
        ApiResponse error = new ApiResponse()
                .description("What was wrong, and what to do (RFC 9457)")
                .content(new Content().addMediaType("application/problem+json", document));
        operation.getResponses().addApiResponse("default", error);
    }

    private static Schema<?> problem() {
        Schema<?> field = of("object")
                .addProperty("field", of("string").example("quantity"))
                .addProperty("message", of("string").example("must be greater than 0"));
        return of("object")
                .addProperty("type", of("string").example("urn:order-saga:problem:invalid-request"))
                .addProperty("title", of("string").example("Bad Request"))
                .addProperty("status", of("integer").example(400))
                .addProperty("detail", of("string").example("The request was not understood and changed nothing."))
                .addProperty("instance", of("string").example("/orders"))
                .addProperty("errors", of("array").items(field).description("Only where the request is invalid"));
    }

    private static Schema<?> of(String type) {
        return new Schema<>().types(Set.of(type));
    }
}
