package io.ordersaga.local.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RabbitNodeIT {

    private static final String QUEUE = "survivor";

    @TempDir
    Path temporary;

    private RabbitNode node;

    @BeforeEach
    void start() {
        Optional<RabbitNode> installed = RabbitNode.in(temporary.resolve("node"));
        assumeThat(installed).as("an installed RabbitMQ").isPresent();
        node = installed.orElseThrow().start();
    }

    @AfterEach
    void close() {
        if (node != null) {
            node.close();
            assertThat(node.isAlive()).isFalse();
            assertThat(Files.exists(temporary.resolve("node"))).isFalse();
        }
    }

    /** One story, because each start takes seconds. */
    @Test
    void nodeKeepsWhatIsConfirmedThroughStopAndKillUntilItIsWiped() throws Exception {
        BrokerAccess access = node.access();
        try (Connection connection = access.connect();
                Channel channel = connection.createChannel()) {
            channel.queueDeclare(QUEUE, true, false, false, Map.of("x-queue-type", "quorum"));
            publish(channel, "before the stop");
        }

        // In order first: RabbitMQ 3.10 writes down a new quorum queue up to a second after it said so, and a kill
        // before that leaves a queue without leader.
        node.stop();
        assertThat(access.answers()).isFalse();
        node.start();
        assertThat(node.access()).isEqualTo(access);
        assertThat(consumed()).isEqualTo("before the stop");

        try (Connection connection = access.connect();
                Channel channel = connection.createChannel()) {
            publish(channel, "before the kill");
        }
        node.kill();
        assertThat(node.isAlive()).isFalse();
        assertThat(access.answers()).isFalse();
        node.start();
        assertThat(consumed()).isEqualTo("before the kill");

        node.kill();
        node.wipe();
        node.start();
        try (Connection connection = access.connect()) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> connection.createChannel().queueDeclarePassive(QUEUE))
                    .havingCause()
                    .withMessageContaining("404");
        }
    }

    private static void publish(Channel channel, String body) throws Exception {
        channel.confirmSelect();
        channel.basicPublish("", QUEUE, MessageProperties.PERSISTENT_BASIC, body.getBytes(StandardCharsets.UTF_8));
        channel.waitForConfirmsOrDie(10_000);
    }

    /** Delivered for real: the count that a quorum queue tells right after a start is still zero. */
    private String consumed() throws Exception {
        CompletableFuture<String> delivered = new CompletableFuture<>();
        try (Connection connection = node.access().connect();
                Channel channel = connection.createChannel()) {
            channel.basicConsume(
                    QUEUE,
                    false,
                    (_, message) -> {
                        channel.basicAck(message.getEnvelope().getDeliveryTag(), false);
                        delivered.complete(new String(message.getBody(), StandardCharsets.UTF_8));
                    },
                    _ -> {});
            return delivered.get(20, TimeUnit.SECONDS);
        }
    }
}
