package io.ordersaga.messaging.consume;

import java.util.List;

/**
 * A queue and who handles what it brings. As a bean it is all that is needed: the queue is declared, bound and consumed.
 *
 * @param bindingKeys what the queue is bound to the saga exchange with; none for a queue that is declared elsewhere
 */
public record Subscription(String queue, List<String> bindingKeys, BatchHandler<?> handler) {}
