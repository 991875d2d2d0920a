package io.ordersaga.messaging.piggybank;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Messages that reach a piggybank's queue and can never be understood, each malformed in one way or another. */
public final class Malformed {

    private static final List<String> ABSURD_COINS = List.of(
            "0",
            "-1",
            "1.5",
            "\"1\"",
            "true",
            "null",
            "[]",
            "{}",
            "1e400",
            "99999999999",
            "NaN",
            "1,\"coins\":2",
            "01");

    private final Random random;

    /** @param properties without an app id, which the test uses to find the message again */
    public record Message(String key, BasicProperties.Builder properties, byte[] body) {}

    public Malformed(long seed) {
        this.random = new Random(seed);
    }

    public Message next() {
        UUID saga = new UUID(random.nextLong(), random.nextLong());
        String key = "saga." + saga + ".command.piggybank.put_in";
        String good = body(saga, "1");
        return switch (random.nextInt(14)) {
            case 0 -> of(key, bytes(random.nextInt(400)));
            case 1 -> of(key, good.substring(0, random.nextInt(good.length())));
            case 2 -> of(key, body(saga, ABSURD_COINS.get(random.nextInt(ABSURD_COINS.size()))));
            case 3 -> of(key, "{\"saga_id\":\"" + saga + "\",\"coins\":1}");
            case 4 -> of(key, body(UUID.randomUUID(), "1"));
            case 5 -> of("saga." + saga + ".command.piggybank.no_such_thing", good);
            case 6 -> of("saga.not-a-saga.command.piggybank.put_in", good);
            case 7 ->
                of("saga." + saga.toString().toUpperCase(java.util.Locale.ROOT) + "A.command.piggybank.put_in", good);
            case 8 -> new Message(key, Stranger.proper().contentType(strange()), good.getBytes(StandardCharsets.UTF_8));
            case 9 -> new Message(key, Stranger.proper().type("take_out"), good.getBytes(StandardCharsets.UTF_8));
            case 10 -> of(key, good + strange());
            case 11 -> of(key, "[".repeat(1 + random.nextInt(3_000)));
            case 12 ->
                new Message(key, Stranger.proper().headers(strangeHeaders()).messageId(strange()), bytes(50));
            default -> of("saga." + saga + ".command.piggybank.\u00e4\0" + random.nextInt(), good);
        };
    }

    private static Message of(String key, String body) {
        return of(key, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Message of(String key, byte[] body) {
        return new Message(key, Stranger.proper(), body);
    }

    private static String body(UUID saga, String coins) {
        return "{\"saga_id\":\"" + saga + "\",\"order_id\":\"" + saga + "\",\"coins\":" + coins + "}";
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Never empty, never JSON. */
    private String strange() {
        return "x" + new String(bytes(20), StandardCharsets.ISO_8859_1).replace('\n', '\0');
    }

    private Map<String, Object> strangeHeaders() {
        Map<String, Object> headers = new HashMap<>();
        headers.put("traceparent", strange());
        headers.put("x-death", List.of(Map.of("queue", strange(), "count", random.nextLong())));
        headers.put(strange(), List.of(List.of(Map.of("a", bytes(3)))));
        headers.put("x-delivery-count", strange());
        headers.put("a", "x".repeat(random.nextInt(2)) + "\ud83d\ude00".repeat(random.nextInt(5_000)));
        return headers;
    }
}
