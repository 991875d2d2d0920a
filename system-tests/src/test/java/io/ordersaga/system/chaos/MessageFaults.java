package io.ordersaga.system.chaos;

/** What strangers say on the exchange. */
final class MessageFaults {

    private MessageFaults() {}

    /** Messages of any age come once more, in any order. */
    static Fault repeated(Site site, Chance chance) {
        int messages = chance.random().nextInt(200, 1_000);
        return Fault.momentary(messages + " messages", () -> site.eavesdropper().repeat(messages));
    }

    static Fault poisoned(Site site, Chance chance) {
        return Fault.momentary("every queue", () -> site.broker().tell(site.poison()::spill));
    }
}
