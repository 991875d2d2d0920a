package io.ordersaga.messaging;

import static io.ordersaga.messaging.piggybank.CoinCommand.putIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.ordersaga.messages.MessageJson;
import io.ordersaga.messages.RoutingKey;
import io.ordersaga.messaging.piggybank.Instance;
import io.ordersaga.messaging.piggybank.Malformed;
import io.ordersaga.messaging.piggybank.Stranger;
import io.ordersaga.messaging.piggybank.Stranger.Letter;
import io.ordersaga.testing.TestInfrastructure;
import io.ordersaga.testing.WireProperties;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages that nobody can handle end as dead letters with their cause, and hold up nothing. */
class PoisonIT {

    private static final TestInfrastructure INFRASTRUCTURE = TestInfrastructure.get();
    private static final long SEED = 20_260_101;
    private static final int MALFORMED = 5_000;
    private static final int TRIES = 3;
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static Instance piggybank;
    private static Stranger stranger;

    private final UUID saga = UUID.randomUUID();
    private final String key = RoutingKey.of(putIn(saga)).toString();

    @BeforeAll
    static void start() throws Exception {
        Instance.clean(INFRASTRUCTURE.database(), INFRASTRUCTURE.broker());
        piggybank = Instance.start(INFRASTRUCTURE.database(), INFRASTRUCTURE.broker());
        stranger = Stranger.at(INFRASTRUCTURE.broker()).takingDeadLetters();
    }

    @AfterAll
    static void stop() throws Exception {
        stranger.close();
        piggybank.close();
    }

    @AfterEach
    void noTrouble() {
        piggybank.trouble().none();
    }

    static Stream<Arguments> poison() {
        String good = "{\"saga_id\":\"%1$s\",\"order_id\":\"%1$s\",\"coins\":1}";
        return Stream.of(
                Arguments.of("put_in", "application/json", "no json", "the body cannot be read"),
                Arguments.of("put_in", "application/json", "", "the body cannot be read"),
                Arguments.of("put_in", "application/json", "null", "the body is null"),
                Arguments.of("blow_up", "application/json", good, "there is no command piggybank.blow_up"),
                Arguments.of("put_in", "application/json", "{\"saga_id\":\"%1$s\",\"coins\":1}", "order_id is missing"),
                Arguments.of(
                        "put_in", "application/json", good.replace("1}", "-1}"), "coins must be greater than zero"),
                Arguments.of("put_in", "text/plain", good, "the content type is text/plain, not application/json"),
                Arguments.of("put_in", null, good, "not application/json"),
                Arguments.of("put_in", "application/json", good + " ".repeat(80_000), "more than the 65536 allowed"),
                Arguments.of("put_in", "application/json", "[".repeat(60_000), "the body cannot be read"),
                Arguments.of(
                        "put_in",
                        "application/json",
                        good.replace("%1$s", UUID.randomUUID().toString()),
                        "the body is of saga"));
    }

    @ParameterizedTest(name = "{3}")
    @MethodSource("poison")
    void a21_p8_what_cannot_be_understood_is_a_dead_letter_that_says_why(
            String action, String contentType, String body, String cause) throws Exception {
        String poisoned = key.replace("put_in", action);
        stranger.publish(
                poisoned,
                named(poisoned).contentType(contentType).build(),
                body.formatted(saga).getBytes(StandardCharsets.UTF_8));

        Letter letter = letter(poisoned);
        assertThat(letter.header("x-dead-letter-cause")).contains(cause);
        assertThat(letter.header("x-dead-letter-queue")).isEqualTo(Instance.COMMANDS);
        assertThat(letter.body().length).isLessThanOrEqualTo(65_536);
        assertTheQueueGoesOn();
    }

    static Stream<Throwable> throwables() {
        return Stream.of(
                new IllegalStateException("it always throws"),
                new StackOverflowError("it always throws"),
                new AssertionError("it always throws"),
                new NoClassDefFoundError("it always throws"),
                new IllegalStateException("it always throws, and says half a character: \ud83d"));
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void a21_p8_what_a_handler_always_throws_at_is_a_dead_letter_after_bounded_tries(Throwable thrown)
            throws Exception {
        AtomicInteger tries = new AtomicInteger();
        piggybank.trouble().afterEffect(command -> {
            if (command.sagaId().equals(saga)) {
                tries.incrementAndGet();
                sneak(thrown);
            }
        });
        stranger.publish(key, named(key).build(), MessageJson.write(putIn(saga)));

        assertThat(letter(key).header("x-dead-letter-cause")).contains("it always throws");
        assertThat(tries).hasValue(TRIES);
        assertThat(piggybank.effects(saga)).isZero();
        assertThat(piggybank.answers().of(saga)).isEmpty();
        assertTheQueueGoesOn();
    }

    /** As a command is whose saga waits for it. */
    @Test
    void a21_p8_what_is_sent_again_and_dies_again_is_the_same_letter() throws Exception {
        for (String trace : List.of("11111111111111111111111111111111", "22222222222222222222222222222222")) {
            stranger.publish(
                    key,
                    named(key)
                            .headers(Map.of("traceparent", "00-" + trace + "-3333333333333333-01"))
                            .build(),
                    "{}".getBytes(StandardCharsets.UTF_8));
            await().until(() -> lettersOf(key).stream()
                    .anyMatch(letter -> letter.header("traceparent").contains(trace)));
            await().until(() -> piggybank.inOutbox() == 0);
        }

        assertThat(lettersOf(key))
                .extracting(letter -> letter.properties().getMessageId())
                .hasSize(2)
                .containsOnly(lettersOf(key).getFirst().properties().getMessageId());
    }

    @Test
    void a21_p8_the_innocent_of_a_batch_with_a_poisonous_one_are_answered() {
        List<UUID> sagas = Stream.generate(UUID::randomUUID).limit(50).toList();
        UUID poisonous = sagas.get(20);
        piggybank.trouble().afterEffect(command -> {
            if (command.sagaId().equals(poisonous)) {
                throw new IllegalStateException("poison");
            }
        });
        piggybank.send(sagas.stream().map(id -> putIn(id)).toArray(io.ordersaga.messages.Command[]::new));

        await().until(() -> piggybank.answers().sagas().containsAll(without(sagas, poisonous)));
        letter(RoutingKey.of(putIn(poisonous)).messageId());
        assertThat(piggybank.withOneEffect(sagas)).isEqualTo(49);
    }

    @Test
    void p8_thousands_of_malformed_messages_among_good_ones_cost_nobody_anything() throws Exception {
        Malformed malformed = new Malformed(SEED);
        List<UUID> good = new ArrayList<>();
        Set<String> bad = new HashSet<>();
        for (int i = 0; i < MALFORMED; i++) {
            Malformed.Message message = malformed.next();
            bad.add("bad-" + i);
            stranger.publish(
                    message.key(), message.properties().appId("bad-" + i).build(), message.body());
            if (i % 10 == 0) {
                good.add(UUID.randomUUID());
                stranger.publish(putIn(good.getLast()));
            }
        }
        stranger.settle();

        await().atMost(Duration.ofSeconds(60))
                .until(() -> piggybank.answers().sagas().containsAll(good));
        await("seed " + SEED)
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(buried()).containsAll(bad));
        assertThat(piggybank.withOneEffect(good)).isEqualTo(good.size());
        assertThat(stranger.letters())
                .allSatisfy(letter -> assertThat(letter.headers()).containsKey("x-dead-letter-cause"));
        await().until(() -> piggybank.inOutbox() == 0);
        assertTheQueueGoesOn();
    }

    static Stream<Arguments> headersThatAreHardToRead() {
        UUID id = UUID.randomUUID();
        return Stream.of(
                Arguments.of("arrays 1,000 deep", WireProperties.nestedArrays(id, 1_000)),
                Arguments.of("tables 5,000 deep", WireProperties.nestedTables(id, 5_000)),
                Arguments.of("arrays as deep as a frame", WireProperties.nestedArrays(id, WireProperties.DEEPEST)),
                Arguments.of("more headers than anybody reads", WireProperties.manyHeaders(id)),
                Arguments.of(
                        "a batch that is none",
                        Stranger.proper()
                                .headers(Map.of("springBatchFormat", "lengthHeader4"))
                                .build()),
                Arguments.of(
                        "a delay that is none",
                        Stranger.proper().headers(Map.of("x-delay", "x")).build()),
                Arguments.of(
                        "a death that is none",
                        Stranger.proper()
                                .headers(Map.of("x-death", List.of(List.of())))
                                .build()));
    }

    /** What the client library cannot read closes its connection, and the broker delivers it again. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("headersThatAreHardToRead")
    void a21_p8_headers_that_are_hard_to_read_stop_nobody(String what, BasicProperties properties) throws Exception {
        List<UUID> innocent = Stream.generate(UUID::randomUUID).limit(50).toList();
        stranger.publish(key, properties, "no json".getBytes(StandardCharsets.UTF_8));
        for (UUID each : innocent) {
            stranger.publish(putIn(each));
        }

        await(what)
                .atMost(Duration.ofMinutes(2))
                .until(() -> piggybank.answers().sagas().containsAll(innocent));
        await(what)
                .until(() -> stranger.letters().stream()
                        .anyMatch(letter -> new String(letter.body(), StandardCharsets.UTF_8).equals("no json")
                                && letter.key().equals(key)
                                && letter.header("x-dead-letter-cause").contains("the body cannot be read")));
    }

    @Test
    void a21_p8_a_dead_letter_keeps_the_trace_however_long_the_headers_are() throws Exception {
        Map<String, Object> headers = new HashMap<>(Map.of("traceparent", TRACE, "a", "x".repeat(20_000)));
        for (int i = 0; i < 1_000; i++) {
            headers.put("name" + i, "\"".repeat(50));
        }
        stranger.publish(key, named(key).headers(headers).build(), "no json".getBytes(StandardCharsets.UTF_8));

        String kept = letter(key).header("x-original-headers");
        assertThat(kept).hasSizeLessThanOrEqualTo(4_000);
        Map<?, ?> read = MessageJson.read(kept.getBytes(StandardCharsets.UTF_8), Map.class);
        assertThat(new HashMap<Object, Object>(read))
                .containsEntry("traceparent", TRACE)
                .hasSizeGreaterThan(10);
        assertTheQueueGoesOn();
    }

    private static Set<String> buried() {
        Set<String> names = new HashSet<>();
        stranger.letters().forEach(letter -> names.add(letter.header("x-original-app-id")));
        return names;
    }

    private static BasicProperties.Builder named(String key) {
        return Stranger.proper()
                .messageId(UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8))
                        .toString())
                .headers(Map.of());
    }

    private static List<Letter> lettersOf(String key) {
        return stranger.letters().stream()
                .filter(letter -> letter.key().equals(key))
                .toList();
    }

    private static Letter letter(String key) {
        return letter(UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)));
    }

    private static Letter letter(UUID messageId) {
        return await().until(
                        () -> stranger.letters().stream()
                                .filter(letter ->
                                        letter.header("x-original-message-id").equals(messageId.toString()))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    private static void assertTheQueueGoesOn() throws Exception {
        UUID next = UUID.randomUUID();
        stranger.publish(putIn(next));
        await().until(() -> piggybank.answers().sagas().contains(next));
    }

    private static List<UUID> without(List<UUID> sagas, UUID one) {
        return sagas.stream().filter(saga -> !saga.equals(one)).toList();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
