package io.ordersaga.orchestrator.saga;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The real store, in which a thread stops where a {@link Halt} tells it to. */
class HaltingStore extends SagaStore {

    private static final ThreadLocal<@Nullable Halt> HALT = new ThreadLocal<>();

    private final JdbcClient jdbc;

    HaltingStore(EntityManager entities, JdbcClient jdbc) {
        super(entities, jdbc);
        this.jdbc = jdbc;
    }

    @TestConfiguration
    static class Instead {

        @Bean
        @Primary
        SagaStore haltingStore(EntityManager entities, JdbcClient jdbc) {
            return new HaltingStore(entities, jdbc);
        }
    }

    /** Does it in this thread, which stops once on its way. */
    static void during(Halt halt, Runnable deed) {
        HALT.set(halt);
        try {
            deed.run();
        } finally {
            HALT.remove();
        }
    }

    /** Whoever is about to move sagas asks for the time once it has them. */
    @Override
    Instant now() {
        stopAt(Halt.Where.HAS_THE_SAGA);
        return super.now();
    }

    @Override
    Map<UUID, SagaInstance> lockUnlessHeld(UUID sagaId) {
        stopAt(Halt.Where.HAS_SEEN_WHAT_IS_DUE);
        return super.lockUnlessHeld(sagaId);
    }

    private void stopAt(Halt.Where here) {
        Halt halt = HALT.get();
        if (halt != null && halt.isAt(here)) {
            halt.stop(jdbc.sql("select pg_backend_pid()").query(Integer.class).single());
        }
    }
}
