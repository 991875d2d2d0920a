package io.ordersaga.messaging.planted.inner;

import io.ordersaga.messaging.planted.outer.OuterHalfOfACycle;

/** Breaks the rule against circles, together with the class it names. */
public record InnerHalfOfACycle(OuterHalfOfACycle outer) {}
