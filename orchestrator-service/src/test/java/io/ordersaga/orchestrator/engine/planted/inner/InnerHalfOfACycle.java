package io.ordersaga.orchestrator.engine.planted.inner;

import io.ordersaga.orchestrator.engine.planted.outer.OuterHalfOfACycle;

/** One half of a forbidden cycle. */
public interface InnerHalfOfACycle {
    OuterHalfOfACycle outer();
}
