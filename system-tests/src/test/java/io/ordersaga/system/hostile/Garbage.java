package io.ordersaga.system.hostile;

import io.ordersaga.testing.WireProperties;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;

/** Seeded nonsense: bodies, keys and properties that no honest sender makes. */
final class Garbage {

    private static final List<String> ABSURD = List.of(
            "null",
            "-1",
            "0",
            "1.505",
            "1e400",
            "9223372036854775808",
            "\"\"",
            "\"1\"",
            "true",
            "[]",
            "{}",
            "\"\\u0000\"");

    /** Nothing and very much are amounts too, which an honest sender may name. */
    private static final List<String> NO_AMOUNT = Stream.concat(ABSURD.stream(), Stream.of("-0.01"))
            .filter(value -> !List.of("0", "9223372036854775808").contains(value))
            .toList();

    private static final List<String> SERVICES = List.of("user", "product", "order", "stranger", "");
    private static final List<String> ACTIONS = List.of(
            "create_order",
            "check_stock",
            "update_stock",
            "restore_stock",
            "check_balance",
            "update_balance",
            "refund_balance",
            "update_status",
            "forget_sagas",
            "drop_table",
            "",
            "UPPER");
    private static final List<String> FIELDS =
            List.of("saga_id", "order_id", "owner_id", "product_id", "quantity", "amount", "status", "total_price");

    private final SplittableRandom random;
    private final long user;
    private final long product;

    /** @param user somebody that there is, as the product is, so that some of it is about them */
    Garbage(long seed, long user, long product) {
        this.random = new SplittableRandom(seed);
        this.user = user;
        this.product = product;
    }

    boolean now(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    <T> T oneOf(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    /** A body that is never a message of the contract: at least its amounts are absurd, and often nothing else. */
    byte[] body(UUID saga) {
        return switch (random.nextInt(8)) {
            case 0 -> new byte[0];
            case 1 -> bytes(random.nextInt(2_000));
            case 2 -> "[".repeat(1 + random.nextInt(5_000)).getBytes(StandardCharsets.US_ASCII);
            case 3 -> ("{\"saga_id\":\"" + saga).getBytes(StandardCharsets.US_ASCII);
            case 4 -> bytes(now(50) ? 1_000_000 : 5_000);
            default -> absurd(saga).getBytes(StandardCharsets.UTF_8);
        };
    }

    private String absurd(UUID saga) {
        StringBuilder json = new StringBuilder("{");
        for (String field : FIELDS) {
            if (!now(8)) {
                json.append(json.length() > 1 ? "," : "")
                        .append('"')
                        .append(field)
                        .append("\":")
                        .append(value(field, saga));
            }
        }
        return json.append(now(10) ? "" : "}").toString();
    }

    private String value(String field, UUID saga) {
        return switch (field) {
            case "saga_id", "order_id" -> now(8) ? oneOf(ABSURD) : "\"" + saga + "\"";
            case "owner_id" -> now(4) ? oneOf(ABSURD) : Long.toString(user);
            case "product_id" -> now(4) ? oneOf(ABSURD) : Long.toString(product);
            case "amount", "total_price" -> oneOf(NO_AMOUNT);
            default -> oneOf(ABSURD);
        };
    }

    byte[] bytes(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    String word() {
        return new String(bytes(random.nextInt(40)), StandardCharsets.ISO_8859_1).replaceAll("[\\r\\n]", "?");
    }

    UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    /** Headers that only few readers survive. Reading takes time that grows with the square of their depth. */
    WireProperties wireProperties() {
        int levels = 1 + random.nextInt(5_000);
        return switch (random.nextInt(3)) {
            case 0 -> WireProperties.nestedArrays(id(), levels);
            case 1 -> WireProperties.nestedTables(id(), levels);
            default -> WireProperties.manyHeaders(id());
        };
    }

    /** A key that some queue is bound to, well-formed or not. */
    String commandKey(String service, UUID saga) {
        String id = now(10) ? word().replace('.', '_') : saga.toString();
        return "saga." + id + ".command." + service + "." + oneOf(ACTIONS);
    }

    String eventKey(UUID saga) {
        String outcome = oneOf(List.of("success", "failure", "maybe", "success.extra", ""));
        return "saga." + saga + ".event." + oneOf(SERVICES) + "." + oneOf(ACTIONS) + "." + outcome;
    }
}
