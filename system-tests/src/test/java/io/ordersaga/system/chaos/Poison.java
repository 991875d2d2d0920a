package io.ordersaga.system.chaos;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Messages that nobody can handle; each is of a saga of its own, by which its dead letter is known. */
final class Poison {

    private static final String EXCHANGE = "saga";
    private static final String JSON = "application/json";
    private static final int ENORMOUS = 300_000;

    private final Set<String> sagas = ConcurrentHashMap.newKeySet();

    /** One of each sort. */
    void spill(Channel channel) throws IOException {
        send(channel, "command.user.update_balance", JSON, "{\"saga_id\": ");
        send(channel, "command.product.update_stock", JSON, "{}");
        send(channel, "command.order.create_order", "text/plain", "hello");
        send(channel, "command.user.make_coffee", JSON, "{}");
        send(
                channel,
                "command.product.check_stock",
                JSON,
                "{\"saga_id\":\"%s\",\"order_id\":\"%s\",\"product_id\":1," + "\"quantity\":-5}");
        send(channel, "command.order.update_status", JSON, "x".repeat(ENORMOUS));
        send(channel, "event.user.update_balance.success", JSON, "{\"saga_id\":\"%s\",\"order_id\":\"%s\"}");
        send(channel, "event.product.check_stock.perhaps", JSON, "{}");
        send(channel, "event.order.create_order.success", JSON, "[1, 2, 3]");
    }

    boolean isOf(String sagaId) {
        return sagas.contains(sagaId);
    }

    int count() {
        return sagas.size();
    }

    private void send(Channel channel, String what, String contentType, String body) throws IOException {
        String saga = UUID.randomUUID().toString();
        sagas.add(saga);
        BasicProperties properties = new BasicProperties.Builder()
                .contentType(contentType)
                .messageId(UUID.randomUUID().toString())
                .deliveryMode(2)
                .build();
        byte[] bytes = body.replace("%s", saga).getBytes(StandardCharsets.UTF_8);
        channel.basicPublish(EXCHANGE, "saga." + saga + "." + what, properties, bytes);
    }
}
