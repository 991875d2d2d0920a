package io.ordersaga.orchestrator.console;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import lombok.Getter;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/** An open page. It is told on a thread of its own, so that one whose reader is slow delays no other. */
@Slf4j
final class Watcher {

    private static final Duration RECONNECT = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final int QUIET_LOOKS = 20;

    private final Watched watched;

    @Getter
    private final SseEmitter emitter = new SseEmitter(LONGEST.toMillis());

    private final AtomicBoolean telling = new AtomicBoolean();
    private @Nullable String seen;
    private int quiet;

    /** What a page shows. */
    sealed interface Watched {}

    /** Everything of one saga. */
    record OneSaga(UUID sagaId) implements Watched {}

    /** A list: the newest sagas, and these. */
    record Sagas(List<UUID> sagaIds) implements Watched {}

    /** The dead letters. */
    record Letters() implements Watched {}

    Watcher(Watched watched) {
        this.watched = watched;
    }

    Watched watched() {
        return watched;
    }

    /** Tells the page if this is not what it saw last; now and then it is told that nothing happened, to find out that it is gone. */
    void see(String state) {
        if (!telling.compareAndSet(false, true)) {
            return;
        }
        boolean changed = !state.equals(seen);
        quiet = changed ? 0 : quiet + 1;
        if (changed || quiet % QUIET_LOOKS == 0) {
            seen = state;
            SseEventBuilder event = changed
                    ? SseEmitter.event().name("changed").data("").reconnectTime(RECONNECT.toMillis())
                    : SseEmitter.event().comment("quiet");
            Thread.ofVirtual().name("console-live").start(() -> tell(event));
        } else {
            telling.set(false);
        }
    }

    private void tell(SseEventBuilder event) {
        try {
            emitter.send(event);
        } catch (IOException | IllegalStateException e) {
            log.debug("a page is gone: {}", e.toString());
            emitter.complete();
        } finally {
            telling.set(false);
        }
    }
}
