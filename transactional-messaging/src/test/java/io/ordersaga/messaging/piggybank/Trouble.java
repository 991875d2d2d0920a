package io.ordersaga.messaging.piggybank;

import java.util.List;
import java.util.function.Consumer;

/** What a test lets happen to an instance while it works. */
public final class Trouble {

    private volatile Consumer<List<CoinCommand>> beforeBatch = _ -> {};
    private volatile Consumer<CoinCommand> afterEffect = _ -> {};

    /** Before anything of a batch is done. */
    public void beforeBatch(Consumer<List<CoinCommand>> trouble) {
        beforeBatch = trouble;
    }

    /** When a command's effect is written and nothing is committed. */
    public void afterEffect(Consumer<CoinCommand> trouble) {
        afterEffect = trouble;
    }

    public void none() {
        beforeBatch = _ -> {};
        afterEffect = _ -> {};
    }

    void batch(List<CoinCommand> commands) {
        beforeBatch.accept(commands);
    }

    void effect(CoinCommand command) {
        afterEffect.accept(command);
    }
}
