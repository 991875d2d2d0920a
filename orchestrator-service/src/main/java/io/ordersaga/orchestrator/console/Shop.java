package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.audit.ServicesProperties;
import io.ordersaga.rest.Problems;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/** The users and products of the other services, over their REST interfaces. What they refuse is told in their words. */
@Component
class Shop {

    static final int PAGE = 50;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RestClient users;
    private final RestClient products;

    Shop(ServicesProperties services) {
        this.users = services.client(services.user(), PATIENCE);
        this.products = services.client(services.product(), PATIENCE);
    }

    record User(long id, String name, String email, BigDecimal balance) {}

    record NewUser(String name, String email, BigDecimal balance) {}

    record Product(long id, String name, String description, BigDecimal price, long quantity) {}

    record NewProduct(String name, String description, BigDecimal price, int quantity) {}

    /** A line of the ledger of a user. */
    record Payment(
            long id,
            String kind,
            BigDecimal amount,
            BigDecimal balanceAfter,
            @Nullable UUID sagaId,
            Instant createdAt) {}

    /** A line of the ledger of a product. */
    record Movement(
            long id,
            String kind,
            long pieces,
            long quantityAfter,
            @Nullable UUID sagaId,
            Instant createdAt) {}

    private record Deposit(BigDecimal amount) {}

    private record Restock(int quantity) {}

    List<User> users(long after) {
        return list(
                "user-service",
                users,
                "/users?limit={limit}&after={after}",
                new ParameterizedTypeReference<>() {},
                PAGE,
                after);
    }

    List<Product> products(long after) {
        return list(
                "product-service",
                products,
                "/products?limit={limit}&after={after}",
                new ParameterizedTypeReference<>() {},
                PAGE,
                after);
    }

    User user(long id) {
        return asked(
                "user-service",
                () -> users.get().uri("/users/{id}", id).retrieve().body(User.class));
    }

    Product product(long id) {
        return asked(
                "product-service",
                () -> products.get().uri("/products/{id}", id).retrieve().body(Product.class));
    }

    List<Payment> payments(long user, long after) {
        return list(
                "user-service",
                users,
                "/users/{id}/ledger?limit={limit}&after={after}",
                new ParameterizedTypeReference<>() {},
                user,
                PAGE,
                after);
    }

    List<Movement> movements(long product, long after) {
        return list(
                "product-service",
                products,
                "/products/{id}/ledger?limit={limit}&after={after}",
                new ParameterizedTypeReference<>() {},
                product,
                PAGE,
                after);
    }

    long create(NewUser user) {
        return asked(
                        "user-service",
                        () -> users.post().uri("/users").body(user).retrieve().body(User.class))
                .id();
    }

    long create(NewProduct product) {
        return asked(
                        "product-service",
                        () -> products.post()
                                .uri("/products")
                                .body(product)
                                .retrieve()
                                .body(Product.class))
                .id();
    }

    void deposit(long user, BigDecimal amount) {
        asked(
                "user-service",
                () -> users.post()
                        .uri("/users/{id}/deposit", user)
                        .body(new Deposit(amount))
                        .retrieve()
                        .body(User.class));
    }

    void restock(long product, int pieces) {
        asked(
                "product-service",
                () -> products.post()
                        .uri("/products/{id}/restock", product)
                        .body(new Restock(pieces))
                        .retrieve()
                        .body(Product.class));
    }

    void delete(long product) {
        asked(
                "product-service",
                () -> products.delete()
                        .uri("/products/{id}", product)
                        .retrieve()
                        .toBodilessEntity());
    }

    private <T> List<T> list(
            String service,
            RestClient client,
            String path,
            ParameterizedTypeReference<List<T>> type,
            Object... values) {
        return asked(service, () -> client.get().uri(path, values).retrieve().body(type));
    }

    private static <A> A asked(String service, Supplier<@Nullable A> question) {
        try {
            return Objects.requireNonNull(question.get(), service + " answered nothing");
        } catch (RestClientResponseException e) {
            throw Problems.unprocessable("refused-by-service", "The " + service + " refused: " + reason(e));
        } catch (RestClientException e) {
            throw Problems.unavailable(
                    "service-unreachable",
                    "The " + service + " does not answer: " + NestedExceptionUtils.getMostSpecificCause(e)
                            + ". Start it, and try again.");
        }
    }

    private static String reason(RestClientResponseException e) {
        ProblemDetail problem = e.getResponseBodyAs(ProblemDetail.class);
        return problem == null
                ? e.getStatusText()
                : Optional.ofNullable(problem.getDetail()).orElse(e.getStatusText())
                        + Optional.ofNullable(problem.getProperties())
                                .map(more -> " " + more.get("errors"))
                                .orElse("");
    }
}
