package io.ordersaga.system.chaos;

import io.ordersaga.local.broker.RabbitNode;
import java.util.List;
import java.util.Map;

/** What happens to the broker and to what it holds. */
final class BrokerFaults {

    private static final String EXCHANGE = "saga";
    private static final String DEAD_LETTERS = "saga.dead-letters";
    private static final String EVENTS = "orchestrator-service.events";

    /** Each queue with what binds it to the exchange. */
    private static final Map<String, String> BINDINGS = Map.of(
            "user-service.commands",
            "saga.*.command.user.*",
            "product-service.commands",
            "saga.*.command.product.*",
            "order-service.commands",
            "saga.*.command.order.*",
            EVENTS,
            "saga.*.event.#");

    private static final List<String> QUEUES =
            BINDINGS.keySet().stream().sorted().toList();

    private BrokerFaults() {}

    static Fault restarted(Site site, Chance chance) {
        RabbitNode node = chance.of(site.broker().nodes());
        return new Fault(site.broker().nameOf(node), chance.between(500, 2_000), node::stop, node::start);
    }

    static Fault killed(Site site, Chance chance) {
        RabbitNode node = chance.of(site.broker().nodes());
        return new Fault(site.broker().nameOf(node), chance.between(500, 2_000), node::kill, node::start);
    }

    /** No exchange, no queue, no message is left. */
    static Fault wiped(Site site, Chance chance) {
        Broker broker = site.broker();
        return new Fault("everything", chance.between(500, 1_000), broker::wipe, broker::start);
    }

    static Fault queueDeleted(Site site, Chance chance) {
        String queue = chance.oneIn(5) ? DEAD_LETTERS : chance.of(QUEUES);
        return Fault.momentary(queue, () -> site.broker().tell(channel -> channel.queueDelete(queue)));
    }

    static Fault queuePurged(Site site, Chance chance) {
        return Fault.momentary(
                "all",
                () -> site.broker().tell(channel -> {
                    for (String queue : QUEUES) {
                        channel.queuePurge(queue);
                    }
                }));
    }

    static Fault exchangeDeleted(Site site, Chance chance) {
        return Fault.momentary(EXCHANGE, () -> site.broker().tell(channel -> channel.exchangeDelete(EXCHANGE)));
    }

    static Fault bindingRemoved(Site site, Chance chance) {
        String queue = chance.of(QUEUES);
        return Fault.momentary(
                queue, () -> site.broker().tell(channel -> channel.queueUnbind(queue, EXCHANGE, BINDINGS.get(queue))));
    }

    /** The broker's memory alarm stops every connection that publishes, without closing it. */
    static Fault publishersBlocked(Site site, Chance chance) {
        List<RabbitNode> nodes = site.broker().nodes();
        return new Fault(
                "memory alarm",
                chance.between(3_000, 5_000),
                () -> nodes.forEach(node -> node.control("set_vm_memory_high_watermark", "absolute", "1MB")),
                () -> nodes.forEach(node -> node.control("set_vm_memory_high_watermark", "0.4")));
    }
}
