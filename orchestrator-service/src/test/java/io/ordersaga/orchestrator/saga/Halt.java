package io.ordersaga.orchestrator.saga;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Where one who moves sagas stops until it is told to go on, so that it is certain what another one does meanwhile. */
final class Halt {

    private static final int PATIENCE_S = 20;

    private final Where where;
    private final CompletableFuture<Integer> reached = new CompletableFuture<>();
    private final CountDownLatch goOn = new CountDownLatch(1);

    enum Where {
        /** It has the saga, as it says locked, and has decided nothing. */
        HAS_THE_SAGA,
        /** It knows that the saga is due and has not locked it. */
        HAS_SEEN_WHAT_IS_DUE
    }

    Halt(Where where) {
        this.where = where;
    }

    boolean isAt(Where here) {
        return where == here;
    }

    /** Called by who stops. */
    void stop(int backend) {
        reached.complete(backend);
        try {
            assertThat(goOn.await(PATIENCE_S, TimeUnit.SECONDS))
                    .as("told to go on")
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits until it has stopped; what its transaction runs in. */
    int reached() throws InterruptedException, ExecutionException, TimeoutException {
        return reached.get(PATIENCE_S, TimeUnit.SECONDS);
    }

    void goOn() {
        goOn.countDown();
    }
}
