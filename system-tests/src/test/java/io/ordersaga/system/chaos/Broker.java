package io.ordersaga.system.chaos;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.ordersaga.local.broker.BrokerAccess;
import io.ordersaga.local.broker.RabbitNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A RabbitMQ of the run's own, to be broken: one node, or a cluster. */
final class Broker implements AutoCloseable {

    private final List<RabbitNode> nodes;

    private Broker(List<RabbitNode> nodes) {
        this.nodes = nodes;
    }

    /** Not started yet; empty where RabbitMQ is not installed. */
    static Optional<Broker> in(Path folder, int nodes) {
        List<RabbitNode> all = IntStream.range(0, nodes)
                .mapToObj(i -> RabbitNode.in(folder.resolve("rabbitmq-" + (i + 1))))
                .flatMap(Optional::stream)
                .toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(new Broker(all));
    }

    /** Starts empty. */
    void start() {
        RabbitNode first = nodes.getFirst();
        first.start();
        for (RabbitNode node : nodes.subList(1, nodes.size())) {
            node.trust(first);
            node.start();
            node.join(first);
        }
    }

    /** Kills all nodes at once, takes away everything they held, and starts them again. */
    void wipe() {
        nodes.forEach(RabbitNode::kill);
        nodes.forEach(RabbitNode::wipe);
    }

    List<RabbitNode> nodes() {
        return nodes;
    }

    String nameOf(RabbitNode node) {
        return nodes.size() == 1 ? "the node" : "node " + (nodes.indexOf(node) + 1);
    }

    List<BrokerAccess> accesses() {
        return nodes.stream().map(RabbitNode::access).toList();
    }

    /** Past the links, to a node that answers. */
    Connection connect() throws Exception {
        for (RabbitNode node : nodes) {
            if (node.isAlive() && node.access().answers()) {
                return node.access().connect();
            }
        }
        throw new IllegalStateException("no node of the broker answers");
    }

    /** Something to be done on a channel of its own. */
    interface Work {
        void on(Channel channel) throws Exception;
    }

    void tell(Work work) throws Exception {
        try (Connection connection = connect();
                Channel channel = connection.createChannel()) {
            work.on(channel);
        }
    }

    @Override
    public void close() {
        nodes.forEach(RabbitNode::close);
    }
}
