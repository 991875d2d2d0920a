package io.ordersaga.benchmarks;

import io.ordersaga.local.LocalStackException;
import io.ordersaga.local.demo.Rest;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Map;
import java.util.stream.IntStream;

/** Whoever buys and whatever is sold, with more money and stock than any measurement uses up. */
record Shop(long[] users, long[] products, long unknownProduct, long soldOut, long poorUser) {

    private static final int USERS = 1_000;
    private static final int PRODUCTS = 200;

    static Shop fill(URI userService, URI productService) {
        Rest rest = new Rest();
        return new Shop(
                IntStream.range(0, USERS)
                        .parallel()
                        .mapToLong(_ -> user(rest, userService, "1000000000.00"))
                        .toArray(),
                IntStream.range(0, PRODUCTS)
                        .parallel()
                        .mapToLong(_ -> product(rest, productService, 1_000_000_000))
                        .toArray(),
                Long.MAX_VALUE,
                product(rest, productService, 0),
                user(rest, userService, "0.00"));
    }

    private static long user(Rest rest, URI service, String balance) {
        Map<String, Object> user =
                Map.of("name", "Ada", "email", "ada@example.org", "balance", new BigDecimal(balance));
        return created(rest.post(service.resolve("/users"), user));
    }

    private static long product(Rest rest, URI service, int quantity) {
        Map<String, Object> product =
                Map.of("name", "Book", "description", "Pages", "price", new BigDecimal("9.99"), "quantity", quantity);
        return created(rest.post(service.resolve("/products"), product));
    }

    private static long created(Rest.Answer answer) {
        if (answer.status() != 201) {
            throw new LocalStackException("The shop cannot be filled: " + answer);
        }
        return answer.body().path("id").asLong();
    }
}
