package io.ordersaga.local.broker;

import io.ordersaga.local.LocalStackException;
import io.ordersaga.local.Ports;
import io.ordersaga.local.Waiting;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.qpid.server.SystemLauncher;

/**
 * An AMQP 0-9-1 broker inside this process (Apache Qpid Broker-J), for machines without RabbitMQ. It keeps messages in
 * memory and knows no quorum queues or delivery limits; nothing is lost all the same, because every service sends again
 * what its database says is unanswered.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Duration STOP_WITHIN = Duration.ofSeconds(30);

    private final SystemLauncher launcher = new SystemLauncher();
    private final int port;

    private EmbeddedBroker(int port) {
        this.port = port;
    }

    public static EmbeddedBroker start(Path workFolder, int port) {
        Ports.requireFree(port, "the embedded broker");
        EmbeddedBroker broker = new EmbeddedBroker(port);
        broker.launch(workFolder);
        return broker;
    }

    private void launch(Path workFolder) {
        URL configuration = EmbeddedBroker.class.getResource("/broker/qpid.json");
        if (configuration == null) {
            throw new LocalStackException("/broker/qpid.json is missing from the build");
        }
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("type", "Memory");
        attributes.put("initialConfigurationLocation", configuration.toExternalForm());
        attributes.put("startupLoggedToSystemOut", false);
        attributes.put("context", context(workFolder));
        try {
            launcher.startup(attributes);
        } catch (Exception e) {
            throw new LocalStackException("The embedded broker did not start: " + e.getMessage(), e);
        }
        if (!access().answers()) {
            throw new LocalStackException("The embedded broker does not answer on port " + port + ".");
        }
    }

    private Map<String, String> context(Path workFolder) {
        return Map.of(
                "order.saga.amqp.port", Integer.toString(port),
                "qpid.work_dir", workFolder.toString(),
                // Quorum queues, delivery limits and the like are RabbitMQ's; what is not understood is not done.
                "queue.behaviourOnUnknownDeclareArgument", "IGNORE");
    }

    public BrokerAccess access() {
        return BrokerAccess.local(port);
    }

    /** When this process is told to end, the broker ends by itself, and then refuses to be ended. */
    @Override
    public void close() {
        try {
            launcher.shutdown();
        } catch (RuntimeException e) {
            if (!Waiting.until(STOP_WITHIN, () -> !access().answers())) {
                throw new LocalStackException("The embedded broker did not stop: " + e.getMessage(), e);
            }
        }
    }
}
