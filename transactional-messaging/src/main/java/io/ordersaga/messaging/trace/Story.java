package io.ordersaga.messaging.trace;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of what becomes of each saga: a line for each command that was handled, and for each saga that has ended. It has
 * a name of its own, so that where orders are too many to be written about it can be turned off and the rest left on.
 */
public final class Story {

    public static final Logger LOG = LoggerFactory.getLogger("io.ordersaga.story");

    private Story() {}
}
