package io.ordersaga.local.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import io.ordersaga.local.LocalStackException;
import io.ordersaga.local.Ports;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {

    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private final int port = Ports.free();

    @Test
    void queueWithArgumentsThatOnlyRabbitMqKnowsCarriesConfirmedMessages() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, port);
                Connection connection = broker.access().connect();
                Channel channel = connection.createChannel()) {
            channel.exchangeDeclare("saga", "topic", true);
            channel.queueDeclare(
                    "orders",
                    true,
                    false,
                    false,
                    Map.of(
                            "x-queue-type", "quorum",
                            "x-delivery-limit", 20,
                            "x-dead-letter-exchange", "saga.dead-letters",
                            "x-dead-letter-strategy", "at-least-once",
                            "x-overflow", "reject-publish"));
            channel.queueBind("orders", "saga", "saga.*.command.order.*");
            channel.confirmSelect();

            channel.basicPublish("saga", "saga.1.command.order.create_order", true, MessageProperties.BASIC, BODY);
            channel.waitForConfirmsOrDie(10_000);

            GetResponse delivered = channel.basicGet("orders", true);
            assertThat(delivered.getEnvelope().getRoutingKey()).isEqualTo("saga.1.command.order.create_order");
            assertThat(delivered.getBody()).isEqualTo(BODY);
        }
    }

    @Test
    void mandatoryMessageThatNobodyWantsComesBack() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder, port);
                Connection connection = broker.access().connect();
                Channel channel = connection.createChannel()) {
            channel.exchangeDeclare("saga", "topic", true);
            CompletableFuture<String> returned = new CompletableFuture<>();
            channel.addReturnListener(message -> returned.complete(message.getRoutingKey()));

            channel.basicPublish("saga", "saga.1.command.nobody.listens", true, MessageProperties.BASIC, BODY);

            assertThat(returned.get(10, TimeUnit.SECONDS)).isEqualTo("saga.1.command.nobody.listens");
        }
    }

    @Test
    void brokerStartsAgainOnTheSamePortAndIsEmpty() throws Exception {
        try (EmbeddedBroker first = EmbeddedBroker.start(folder, port);
                Connection connection = first.access().connect()) {
            connection.createChannel().exchangeDeclare("before", "topic", true);
        }
        assertThat(BrokerAccess.local(port).answers()).isFalse();

        try (EmbeddedBroker again = EmbeddedBroker.start(folder, port);
                Connection connection = again.access().connect()) {
            assertThatExceptionOfType(java.io.IOException.class)
                    .isThrownBy(() -> connection.createChannel().exchangeDeclarePassive("before"));
        }
    }

    @Test
    void takenPortIsSaidInOneLine() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("one"), port)) {
            assertThatExceptionOfType(LocalStackException.class)
                    .isThrownBy(() -> EmbeddedBroker.start(folder.resolve("other"), port))
                    .withMessageContaining("Port " + port)
                    .withMessageContaining("taken");
            assertThat(broker.access().answers()).isTrue();
        }
    }
}
