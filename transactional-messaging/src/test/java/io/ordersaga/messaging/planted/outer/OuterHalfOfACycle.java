package io.ordersaga.messaging.planted.outer;

import io.ordersaga.messaging.planted.inner.InnerHalfOfACycle;

/** Breaks the rule against circles, together with the class it names. */
public record OuterHalfOfACycle(InnerHalfOfACycle inner) {}
