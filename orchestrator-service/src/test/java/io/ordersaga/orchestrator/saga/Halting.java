package io.ordersaga.orchestrator.saga;

import io.ordersaga.messaging.time.DatabaseClock;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The real store and the real clock, at which a thread stops where a {@link Halt} tells it to. */
@TestConfiguration
class Halting {

    private static final ThreadLocal<@Nullable Halt> HALT = new ThreadLocal<>();

    /** Does it in this thread, which stops once on its way. */
    static void during(Halt halt, Runnable deed) {
        HALT.set(halt);
        try {
            deed.run();
        } finally {
            HALT.remove();
        }
    }

    private static void stopAt(Halt.Where here, JdbcClient jdbc) {
        Halt halt = HALT.get();
        if (halt != null && halt.isAt(here)) {
            halt.stop(jdbc.sql("select pg_backend_pid()").query(Integer.class).single());
        }
    }

    /** Whoever is about to move sagas asks for the time once it has them. */
    @Bean
    @Primary
    DatabaseClock haltingClock(JdbcClient jdbc) {
        return new DatabaseClock(jdbc) {
            @Override
            public Instant now() {
                stopAt(Halt.Where.HAS_THE_SAGA, jdbc);
                return super.now();
            }
        };
    }

    @Bean
    @Primary
    SagaStore haltingStore(EntityManager entities, JdbcClient jdbc) {
        return new SagaStore(entities, jdbc) {
            @Override
            Map<UUID, SagaInstance> lockUnlessHeld(UUID sagaId) {
                stopAt(Halt.Where.HAS_SEEN_WHAT_IS_DUE, jdbc);
                return super.lockUnlessHeld(sagaId);
            }
        };
    }
}
