package io.ordersaga.orchestrator.console;

import io.ordersaga.rest.Problems;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells the pages that are open when what they show has changed: one query for all watched sagas and one for the newest,
 * twice a second, and none while nobody looks. A page fetches what it shows by itself, so that a change that is told
 * twice or to a page that has it already does no harm.
 */
@Slf4j
@Component
@RequiredArgsConstructor
class LiveChanges {

    private static final int MOST_WATCHERS = 500;

    private final Pulse pulse;
    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();

    /** Everything that is shown of one saga. */
    SseEmitter watch(UUID sagaId) {
        return add(new Watcher(sagaId));
    }

    /** The newest sagas, and whatever moves while they do. */
    SseEmitter watchAll() {
        return add(new Watcher(null));
    }

    private SseEmitter add(Watcher watcher) {
        if (watchers.size() >= MOST_WATCHERS) {
            throw Problems.unavailable("too-many-watchers", "Too many pages are open; close some of them.");
        }
        watcher.getEmitter().onCompletion(() -> watchers.remove(watcher));
        watcher.getEmitter().onTimeout(watcher.getEmitter()::complete);
        watcher.getEmitter().onError(_ -> watchers.remove(watcher));
        watchers.add(watcher);
        return watcher.getEmitter();
    }

    /** At a fixed rate, because such tasks have threads of their own here and hold up no other. */
    @Scheduled(fixedRateString = "${order-saga.console.look-interval:500ms}")
    void look() {
        if (!watchers.isEmpty() && looking.compareAndSet(false, true)) {
            try {
                lookForAll();
            } catch (DataAccessException | CannotCreateTransactionException e) {
                log.debug("the console cannot look for changes; trying again", e);
            } finally {
                looking.set(false);
            }
        }
    }

    private void lookForAll() {
        List<UUID> sagas = watchers.stream().flatMap(Watcher::ofSaga).distinct().toList();
        Map<UUID, String> states = pulse.of(sagas);
        String newest = sagas.size() < watchers.size() ? pulse.ofNewest() : "";
        watchers.forEach(watcher -> watcher.see(watcher.ofSaga()
                .map(id -> states.getOrDefault(id, ""))
                .findFirst()
                .orElse(newest)));
    }

    /** A graceful shutdown would wait for pages that stay open. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        Set.copyOf(watchers).forEach(watcher -> watcher.getEmitter().complete());
    }

    int watchers() {
        return watchers.size();
    }
}
