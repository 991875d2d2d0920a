package io.ordersaga.local.broker;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeoutException;

/** How to reach an AMQP 0-9-1 broker. */
public record BrokerAccess(String host, int port, String user, String password, String virtualHost) {

    private static final int DEFAULT_PORT = 5672;
    private static final String GUEST = "guest";

    /** The guest of a broker on this machine. */
    public static BrokerAccess local(int port) {
        return new BrokerAccess("localhost", port, GUEST, GUEST, "/");
    }

    /**
     * Reads {@code amqp://user:password@host:port/vhost}, as RabbitMQ's URI specification has it.
     *
     * @throws IllegalArgumentException when it is not of that form
     */
    public static BrokerAccess of(String url) {
        URI uri = URI.create(url);
        if (!"amqp".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException("it must look like amqp://user:password@host:port/vhost");
        }
        String[] login = uri.getRawUserInfo() == null
                ? new String[] {GUEST, GUEST}
                : uri.getRawUserInfo().split(":", 2);
        String path = uri.getRawPath();
        return new BrokerAccess(
                uri.getHost(),
                uri.getPort() == -1 ? DEFAULT_PORT : uri.getPort(),
                decoded(login[0]),
                login.length == 1 ? "" : decoded(login[1]),
                path == null || path.length() < 2 ? "/" : decoded(path.substring(1)));
    }

    public Connection connect() throws IOException, TimeoutException {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(host);
        factory.setPort(port);
        factory.setUsername(user);
        factory.setPassword(password);
        factory.setVirtualHost(virtualHost);
        factory.setAutomaticRecoveryEnabled(false);
        return factory.newConnection();
    }

    public boolean answers() {
        try (Connection connection = connect()) {
            return connection.isOpen();
        } catch (IOException | TimeoutException e) {
            return false;
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
