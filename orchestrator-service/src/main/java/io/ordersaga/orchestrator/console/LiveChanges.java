package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.console.Watcher.Letters;
import io.ordersaga.orchestrator.console.Watcher.OneSaga;
import io.ordersaga.orchestrator.console.Watcher.Sagas;
import io.ordersaga.orchestrator.console.Watcher.Watched;
import io.ordersaga.rest.Problems;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
 * Tells the pages that are open when what they show has changed: one query for all sagas whose page is open, one for those
 * that lists show, one for the newest and one for dead letters, twice a second, and none while nobody looks. A page fetches
 * what it shows by itself, so that a change that is told twice or to a page that has it already does no harm.
 */
@Slf4j
@Component
@RequiredArgsConstructor
class LiveChanges {

    private static final int MOST_WATCHERS = 500;
    private static final int MOST_SHOWN = 50;

    private final Pulse pulse;
    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();

    /** Everything that is shown of one saga. */
    SseEmitter watch(UUID sagaId) {
        return add(new Watcher(new OneSaga(sagaId)));
    }

    /** The newest sagas, whatever needs attention, and those that a list shows; of more than a page the first count. */
    SseEmitter watchAll(List<UUID> shown) {
        return add(new Watcher(new Sagas(shown.stream().limit(MOST_SHOWN).toList())));
    }

    SseEmitter watchLetters() {
        return add(new Watcher(new Letters()));
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

    @Scheduled(fixedDelayString = "${order-saga.console.look-interval:500ms}")
    void look() {
        if (!watchers.isEmpty()) {
            try {
                lookForAll();
            } catch (DataAccessException | CannotCreateTransactionException e) {
                log.debug("the console cannot look for changes; trying again", e);
            }
        }
    }

    private void lookForAll() {
        Map<UUID, String> states = pulse.of(watched(OneSaga.class, one -> Stream.of(one.sagaId())));
        Map<UUID, String> versions = pulse.versions(watched(Sagas.class, several -> several.sagaIds().stream()));
        String newest = watches(Sagas.class).findAny().isPresent() ? pulse.ofNewest() : "";
        String letters = watches(Letters.class).findAny().isPresent() ? pulse.ofLetters() : "";
        watchers.forEach(watcher -> watcher.see(
                switch (watcher.watched()) {
                    case OneSaga(UUID id) -> states.getOrDefault(id, "");
                    case Sagas(List<UUID> ids) -> newest + versionsOf(ids, versions);
                    case Letters() -> letters;
                }));
    }

    private static String versionsOf(List<UUID> ids, Map<UUID, String> versions) {
        return ids.stream().map(id -> versions.getOrDefault(id, "")).collect(Collectors.joining(" ", " ", ""));
    }

    private <W extends Watched> Stream<W> watches(Class<W> kind) {
        return watchers.stream().map(Watcher::watched).filter(kind::isInstance).map(kind::cast);
    }

    private <W extends Watched> List<UUID> watched(Class<W> kind, Function<W, Stream<UUID>> ids) {
        return watches(kind).flatMap(ids).distinct().toList();
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
