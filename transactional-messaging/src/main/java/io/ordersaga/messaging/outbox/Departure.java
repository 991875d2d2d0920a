package io.ordersaga.messaging.outbox;

import java.util.Collection;

/**
 * What becomes of committed messages on their way to the publisher: they go on as they are ({@link
 * OutboxPublisher#send}), unless somebody who develops wants to see what happens otherwise.
 */
@FunctionalInterface
public interface Departure {

    void depart(Collection<OutboxMessage> committed, OutboxPublisher publisher);
}
