package io.ordersaga.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.rest.Problems;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.CannotCreateTransactionException;

/** Why a service's books are not shown, in words for people. */
class TrailsTest {

    @Test
    void a_service_that_is_slow_is_said_to_be_asked_again() {
        assertThat(Trails.why(new TimeoutException()))
                .isEqualTo("It did not say in time; it is asked again when this page is renewed.");
    }

    @Test
    void what_another_service_failed_of_is_told_with_what_to_do() {
        Exception away = Problems.unavailable("service-unreachable", "The user-service does not answer. Start it.");

        assertThat(Trails.why(new CompletionException(away))).isEqualTo("The user-service does not answer. Start it.");
    }

    @Test
    void its_own_database_is_named() {
        assertThat(Trails.why(new CompletionException(new CannotCreateTransactionException("no connection"))))
                .isEqualTo("Its books could not be read: its database cannot be reached or is too busy.");
        assertThat(Trails.why(new IllegalStateException("a riddle"))).contains("the log has the reason");
    }
}
