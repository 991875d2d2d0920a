package io.ordersaga.messaging.piggybank;

import io.ordersaga.local.broker.BrokerAccess;
import io.ordersaga.local.broker.RabbitNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A RabbitMQ of a test's own, to be broken in every way. */
public final class BrokerNode implements AutoCloseable {

    /** Not the one on the path, which changes the user when root calls it. */
    private static final String CONTROL = "/usr/lib/rabbitmq/bin/rabbitmqctl";

    private final RabbitNode node;
    private final Path folder;

    private BrokerNode(RabbitNode node, Path folder) {
        this.node = node;
        this.folder = folder;
    }

    /** Started, if RabbitMQ is installed. */
    public static Optional<BrokerNode> startIn(Path folder) {
        return RabbitNode.in(folder).map(node -> new BrokerNode(node.start(), folder));
    }

    public BrokerAccess access() {
        return node.access();
    }

    /** With something to do while it is away. */
    public void restart(Runnable meanwhile) {
        node.stop();
        meanwhile.run();
        node.start();
    }

    /** As after the loss of its disk. */
    public void restartEmpty() {
        node.kill();
        node.wipe();
        node.start();
    }

    /** What {@code rabbitmqctl} can do. */
    public void control(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(
                        Stream.of(CONTROL, "-n", "order-saga-" + access().port() + "@localhost"), Stream.of(arguments))
                .toList());
        builder.environment().put("HOME", folder.toString());
        Process control = builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("control.log").toFile())
                .start();
        if (!control.waitFor(60, TimeUnit.SECONDS) || control.exitValue() != 0) {
            throw new IOException("rabbitmqctl refused " + String.join(" ", arguments));
        }
    }

    @Override
    public void close() {
        node.close();
    }
}
