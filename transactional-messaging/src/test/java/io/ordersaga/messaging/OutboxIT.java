package io.ordersaga.messaging;

import static io.ordersaga.messaging.piggybank.CoinCommand.putIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.ordersaga.messages.MessageJson;
import io.ordersaga.messages.RoutingKey;
import io.ordersaga.messaging.outbox.Outbox;
import io.ordersaga.messaging.piggybank.Answers.Answer;
import io.ordersaga.messaging.piggybank.CoinCommand;
import io.ordersaga.messaging.piggybank.CoinEvent.CoinsPutIn;
import io.ordersaga.messaging.piggybank.Instance;
import io.ordersaga.messaging.piggybank.Stranger;
import io.ordersaga.messaging.topology.Topology;
import io.ordersaga.messaging.trace.TraceParent;
import io.ordersaga.messaging.trail.SagaMessages;
import io.ordersaga.testing.TestInfrastructure;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is committed is sent, and nothing else. */
class OutboxIT {

    private static final TestInfrastructure INFRASTRUCTURE = TestInfrastructure.get();

    private static final byte[] EMPTY = {'{', '}'};

    private static Instance first;
    private static Instance second;
    private static Stranger stranger;

    private final UUID saga = UUID.randomUUID();

    @BeforeAll
    static void start() throws Exception {
        Instance.clean(INFRASTRUCTURE.database(), INFRASTRUCTURE.broker());
        first = instance();
        second = instance();
        stranger = Stranger.at(INFRASTRUCTURE.broker());
    }

    /** It takes so little at a time that it is confirmed long before its lease ends. */
    private static Instance instance() {
        return Instance.start(
                INFRASTRUCTURE.database(),
                INFRASTRUCTURE.broker(),
                "order-saga.messaging.outbox.relay-batch=100",
                "order-saga.messaging.outbox.max-in-flight=500");
    }

    @AfterAll
    static void stop() throws Exception {
        stranger.close();
        first.close();
        second.close();
    }

    @AfterEach
    void noTrouble() {
        first.trouble().none();
        second.trouble().none();
    }

    /** As a crash right after the commit leaves it: a row, and nobody who was handed the message. */
    @Test
    void a08_a25_what_a_crash_left_in_the_outbox_is_sent() {
        leaveInOutbox(List.of(saga), Duration.ZERO);

        await().until(() -> heard(saga).findAny().isPresent());
        assertThat(first.effects(saga)).isOne();
        await().until(() -> first.inOutbox() == 0);
    }

    @Test
    void a08_what_another_instance_has_just_written_is_left_to_it_until_its_lease_ends() {
        leaveInOutbox(List.of(saga), Duration.ofHours(1));
        UUID due = UUID.randomUUID();
        leaveInOutbox(List.of(due), Duration.ZERO);

        await().until(() -> heard(due).findAny().isPresent());
        assertThat(first.isInOutbox(RoutingKey.of(putIn(saga)))).isTrue();
        assertThat(heard(saga)).isEmpty();
        first.jdbc().sql("delete from outbox").update();
    }

    @Test
    void a09_what_is_rolled_back_is_never_sent() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> first.transaction().executeWithoutResult(_ -> {
                    first.bean(Outbox.class).send(putIn(saga), TraceParent.start());
                    throw new IllegalStateException("rolled back");
                }))
                .withMessage("rolled back");
        UUID next = UUID.randomUUID();
        first.send(putIn(next));

        await().until(() -> heard(next).findAny().isPresent());
        assertThat(first.isInOutbox(RoutingKey.of(putIn(saga)))).isFalse();
        assertThat(heard(saga)).isEmpty();
        assertThat(first.effects(saga)).isZero();
    }

    /** As when the disk is full: all is done, only the commit fails. */
    @Test
    void a09_what_fails_at_its_commit_is_never_sent() {
        first.jdbc()
                .sql("create table if not exists doomed (id int, unique (id) deferrable initially deferred)")
                .update();
        assertThatException()
                .isThrownBy(() -> first.transaction().executeWithoutResult(_ -> {
                    first.bean(Outbox.class).send(putIn(saga), TraceParent.start());
                    first.jdbc().sql("insert into doomed values (1), (1)").update();
                }));
        UUID next = UUID.randomUUID();
        first.send(putIn(next));

        await().until(() -> heard(next).findAny().isPresent());
        assertThat(heard(saga)).isEmpty();
        assertThat(first.effects(saga)).isZero();
    }

    @Test
    void a09_without_a_transaction_nothing_can_be_sent() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> first.bean(Outbox.class).send(putIn(saga), TraceParent.start()))
                .withMessageContaining("there is none");
    }

    /** The broker confirms an unroutable message too, after it has returned it. */
    @Test
    void a10_what_no_queue_takes_stays_and_is_sent_again_until_one_does() throws Exception {
        String elsewhere = "saga." + saga + ".command.elsewhere.put_in";
        RoutingKey key = RoutingKey.parse(elsewhere);
        double returned = first.meter("outbox.returned") + second.meter("outbox.returned");
        first.transaction().executeWithoutResult(_ -> first.bean(Outbox.class).add(key, EMPTY, TraceParent.start()));

        await().until(() -> first.meter("outbox.returned") + second.meter("outbox.returned") >= returned + 3);
        assertThat(first.isInOutbox(key)).isTrue();
        assertThat(Stream.of(first, second)
                        .flatMap(instance -> instance.bean(SagaMessages.class).of(saga).outbox().stream()))
                .allSatisfy(waiting -> assertThat(waiting.routingKey()).isEqualTo(elsewhere))
                .anySatisfy(waiting -> assertThat(waiting.trouble()).contains("no queue takes it"));
        await().until(() -> first.meter("outbox.overdue.seconds") + first.meter("outbox.messages") > 0);

        String queue = stranger.channel().queueDeclare().getQueue();
        stranger.channel().queueBind(queue, Topology.EXCHANGE, elsewhere);
        await().until(() -> !first.isInOutbox(key));
        assertThat(stranger.channel().basicGet(queue, true).getProps().getMessageId())
                .isEqualTo(key.messageId().toString());
    }

    @Test
    void a10_what_no_queue_takes_is_sent_again_after_ever_longer_pauses() {
        RoutingKey key = RoutingKey.parse("saga." + saga + ".command.nowhere.put_in");
        first.transaction().executeWithoutResult(_ -> first.bean(Outbox.class).add(key, EMPTY, TraceParent.start()));

        await().atMost(Duration.ofSeconds(30)).until(() -> is(key, "attempts >= 4"));
        assertThat(is(key, "publish_after - clock_timestamp() between interval '2 s' and interval '4 s'"))
                .as("a lease is 0.5 s")
                .isTrue();
        first.jdbc().sql("delete from outbox").update();
    }

    private static boolean is(RoutingKey key, String what) {
        return first.jdbc()
                .sql("select " + what + " from outbox where message_id = ?")
                .param(key.messageId())
                .query(Boolean.class)
                .single();
    }

    /** A queue that is full and rejects publishers, as quorum queues of this topology do. */
    @Test
    void a10_what_the_broker_refuses_stays_and_is_sent_again_until_it_takes_it() throws Exception {
        String elsewhere = "saga." + saga + ".command.full.put_in";
        RoutingKey key = RoutingKey.parse(elsewhere);
        String queue = "full-" + saga;
        stranger.channel()
                .queueDeclare(queue, false, false, true, Map.of("x-max-length", 1, "x-overflow", "reject-publish"));
        stranger.channel().queueBind(queue, Topology.EXCHANGE, elsewhere);
        stranger.publish(elsewhere, Stranger.proper().build(), EMPTY);
        stranger.settle();
        double refused = first.meter("outbox.nacked") + second.meter("outbox.nacked");
        first.transaction().executeWithoutResult(_ -> first.bean(Outbox.class).add(key, EMPTY, TraceParent.start()));

        await().until(() -> first.meter("outbox.nacked") + second.meter("outbox.nacked") >= refused + 2);
        assertThat(first.isInOutbox(key)).isTrue();

        stranger.channel().queuePurge(queue);
        await().until(() -> !first.isInOutbox(key));
        assertThat(stranger.channel().basicGet(queue, true)).isNotNull();
    }

    /** The row as it stands when the confirm came and the deletion did not: sent once more, under the same id. */
    @Test
    void a11_what_was_confirmed_and_not_deleted_is_sent_again_with_the_same_id() {
        first.send(putIn(saga));
        await().until(() -> heard(saga).findAny().isPresent());
        await().until(() -> !first.isInOutbox(RoutingKey.of(new CoinsPutIn(saga, saga))));
        leaveInOutbox(List.of(saga), Duration.ZERO);

        await().until(() -> heard(saga).count() == 2);
        assertThat(heard(saga).distinct()).hasSize(1);
        assertThat(first.effects(saga)).isOne();
    }

    @Test
    void a12_two_relays_share_the_rows_and_each_is_sent() {
        List<UUID> sagas = Stream.generate(UUID::randomUUID).limit(3_000).toList();
        leaveInOutbox(sagas, Duration.ZERO);

        await().atMost(Duration.ofSeconds(30)).until(() -> everybody().containsAll(sagas));
        await().until(() -> first.inOutbox() == 0);
        assertThat(first.withOneEffect(sagas)).isEqualTo(sagas.size());
    }

    /** Nobody else sends here: what arrives is what the relays took, each row as often as it was taken. */
    @Test
    void a12_two_relays_share_the_rows_and_hardly_any_is_sent_by_both() throws Exception {
        List<RoutingKey> keys = Stream.generate(UUID::randomUUID)
                .map(each -> RoutingKey.parse("saga." + each + ".command.shelf.put_in"))
                .limit(10_000)
                .toList();
        Queue<String> arrived = arriving("saga.*.command.shelf.put_in");
        double byFirst = first.meter("outbox.confirmed");
        double bySecond = second.meter("outbox.confirmed");

        leaveInOutbox(keys, Collections.nCopies(keys.size(), EMPTY), Duration.ZERO);

        await().atMost(Duration.ofSeconds(30)).until(() -> first.inOutbox() == 0);
        assertThat(first.meter("outbox.confirmed")).isGreaterThan(byFirst);
        assertThat(second.meter("outbox.confirmed")).isGreaterThan(bySecond);
        await().until(() -> new HashSet<>(arrived).size() == keys.size());
        assertThat(arrived).hasSizeLessThan(keys.size() + 1_000);
    }

    /** The ids of all messages with such a key from now on. */
    private static Queue<String> arriving(String bindingKey) throws IOException {
        Queue<String> ids = new ConcurrentLinkedQueue<>();
        String queue = stranger.channel().queueDeclare().getQueue();
        stranger.channel().queueBind(queue, Topology.EXCHANGE, bindingKey);
        stranger.channel()
                .basicConsume(
                        queue,
                        true,
                        (_, message) -> ids.add(message.getProperties().getMessageId()),
                        _ -> {});
        return ids;
    }

    private static void leaveInOutbox(Collection<UUID> sagas, Duration untilDue) {
        List<CoinCommand> commands =
                sagas.stream().<CoinCommand>map(CoinCommand::putIn).toList();
        leaveInOutbox(
                commands.stream().<RoutingKey>map(RoutingKey::of).toList(),
                commands.stream().map(MessageJson::write).toList(),
                untilDue);
    }

    private static void leaveInOutbox(List<RoutingKey> keys, List<byte[]> bodies, Duration untilDue) {
        first.jdbc()
                .sql("""
                    insert into outbox (message_id, exchange, routing_key, headers, body, publish_after)
                    select m.*, clock_timestamp() + ? * interval '1 second'
                      from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::bytea[]) as m
                    """)
                .param(untilDue.toSeconds())
                .param(keys.stream().map(RoutingKey::messageId).toArray(UUID[]::new))
                .param(keys.stream().map(_ -> Topology.EXCHANGE).toArray(String[]::new))
                .param(keys.stream().map(RoutingKey::toString).toArray(String[]::new))
                .param(keys.stream().map(_ -> "{}").toArray(String[]::new))
                .param(bodies.toArray(byte[][]::new))
                .update();
    }

    private static Stream<Answer> heard(UUID saga) {
        return Stream.concat(first.answers().of(saga).stream(), second.answers().of(saga).stream());
    }

    private static Set<UUID> everybody() {
        Set<UUID> all = new HashSet<>(first.answers().sagas());
        all.addAll(second.answers().sagas());
        return all;
    }
}
