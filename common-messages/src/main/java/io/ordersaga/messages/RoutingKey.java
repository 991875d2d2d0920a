package io.ordersaga.messages;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The grammar of the topic exchange, written down once: {@code saga.{sagaId}.command.{service}.{action}} and
 * {@code saga.{sagaId}.event.{service}.{action}.{success|failure}}.
 */
public sealed interface RoutingKey {

    /** What a service that wants every event binds its queue with. */
    String EVERY_EVENT = "saga.*.event.#";

    UUID sagaId();

    Step step();

    /** The AMQP {@code type}: {@code check_stock} for a command, {@code check_stock.success} for an event. */
    String type();

    /**
     * The AMQP {@code message_id}. It is derived from the key, because a saga sends each command once and each answer
     * once: whoever sends it again, after whatever crash, sends the same id.
     */
    default UUID messageId() {
        return UUID.nameUUIDFromBytes(toString().getBytes(StandardCharsets.US_ASCII));
    }

    record OfCommand(UUID sagaId, Step step) implements RoutingKey {

        /** The key of the event that answers this command. */
        public OfEvent answeredWith(Outcome outcome) {
            return new OfEvent(sagaId, step, outcome);
        }

        @Override
        public String type() {
            return step.action();
        }

        @Override
        public String toString() {
            return "saga." + sagaId + ".command." + step;
        }
    }

    record OfEvent(UUID sagaId, Step step, Outcome outcome) implements RoutingKey {

        @Override
        public String type() {
            return step.action() + "." + outcome.word();
        }

        @Override
        public String toString() {
            return "saga." + sagaId + ".event." + step + "." + outcome.word();
        }
    }

    static OfCommand of(Command command) {
        return new OfCommand(command.sagaId(), Step.of(command.getClass()));
    }

    static OfEvent of(Success event) {
        return new OfEvent(event.sagaId(), Step.of(event.getClass()), Outcome.SUCCESS);
    }

    /** What a participant binds its queue with to receive every command for its service. */
    static String everyCommandFor(String service) {
        requireWord(service);
        return "saga.*.command." + service + ".*";
    }

    /** @throws MalformedMessageException when the key is not of the grammar */
    static RoutingKey parse(String key) {
        String[] words = key.split("\\.", -1);
        if (words.length == 5 && words[0].equals("saga") && words[2].equals("command")) {
            return new OfCommand(sagaId(words[1]), new Step(words[3], words[4]));
        }
        if (words.length == 6 && words[0].equals("saga") && words[2].equals("event")) {
            return new OfEvent(sagaId(words[1]), new Step(words[3], words[4]), Outcome.of(words[5]));
        }
        throw new MalformedMessageException("the routing key '" + key + "' is neither a command's nor an event's");
    }

    private static UUID sagaId(String word) {
        try {
            UUID id = UUID.fromString(word);
            if (id.toString().equals(word)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException("'" + word + "' in the routing key is not a saga id", e);
        }
        throw new MalformedMessageException("'" + word + "' in the routing key is not a saga id in lower case");
    }

    /** @throws MalformedMessageException unless the word is made of lower-case letters, digits and underscores */
    static void requireWord(String word) {
        boolean allowed = !word.isEmpty() && word.length() <= 63 && isLetter(word.charAt(0));
        for (int i = 1; allowed && i < word.length(); i++) {
            char c = word.charAt(i);
            allowed = isLetter(c) || (c >= '0' && c <= '9') || c == '_';
        }
        if (!allowed) {
            throw new MalformedMessageException("'" + word + "' cannot be a word of a routing key");
        }
    }

    private static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z';
    }
}
