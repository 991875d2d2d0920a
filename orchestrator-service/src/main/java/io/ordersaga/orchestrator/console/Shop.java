package io.ordersaga.orchestrator.console;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Component;

/** The users and products of the other services, over their REST interfaces. */
@Component
class Shop {

    static final int PAGE = 50;

    private final Neighbour users;
    private final Neighbour products;

    Shop(Neighbours services) {
        this.users = services.user();
        this.products = services.product();
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
        return users.list(new ParameterizedTypeReference<>() {}, "/users?limit={limit}&after={after}", PAGE, after);
    }

    List<Product> products(long after) {
        return products.list(
                new ParameterizedTypeReference<>() {}, "/products?limit={limit}&after={after}", PAGE, after);
    }

    User user(long id) {
        return users.get(User.class, "/users/{id}", id);
    }

    Product product(long id) {
        return products.get(Product.class, "/products/{id}", id);
    }

    /** Newest first, as the movements. */
    List<Payment> payments(long user, long after) {
        return users.list(
                new ParameterizedTypeReference<>() {},
                "/users/{id}/ledger?newest_first=true&limit={limit}&after={after}",
                user,
                PAGE,
                after);
    }

    List<Movement> movements(long product, long after) {
        return products.list(
                new ParameterizedTypeReference<>() {},
                "/products/{id}/ledger?newest_first=true&limit={limit}&after={after}",
                product,
                PAGE,
                after);
    }

    long create(NewUser user) {
        return users.post(User.class, user, "/users").id();
    }

    long create(NewProduct product) {
        return products.post(Product.class, product, "/products").id();
    }

    void deposit(long user, BigDecimal amount, UUID key) {
        users.postOnce(User.class, new Deposit(amount), key.toString(), "/users/{id}/deposit", user);
    }

    void restock(long product, int pieces, UUID key) {
        products.postOnce(Product.class, new Restock(pieces), key.toString(), "/products/{id}/restock", product);
    }

    void delete(long product) {
        products.delete("/products/{id}", product);
    }
}
