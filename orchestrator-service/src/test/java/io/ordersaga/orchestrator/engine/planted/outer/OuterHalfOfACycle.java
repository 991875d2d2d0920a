package io.ordersaga.orchestrator.engine.planted.outer;

import io.ordersaga.orchestrator.engine.planted.inner.InnerHalfOfACycle;

/** The other half. */
public interface OuterHalfOfACycle {
    InnerHalfOfACycle inner();
}
