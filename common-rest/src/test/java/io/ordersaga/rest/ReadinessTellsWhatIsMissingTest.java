package io.ordersaga.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.bookshop.Bookshop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;

class ReadinessTellsWhatIsMissingTest extends OverHttp {

    @AfterEach
    void brokerIsBack() {
        Bookshop.BROKER.set(Health.up().build());
    }

    @Test
    void readyWhenAllIsThere() {
        Answer answer = get("/actuator/health/readiness");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("components").propertyNames())
                .containsExactlyInAnyOrder("db", "rabbit", "readinessState");
    }

    @Test
    void unreachableBrokerIsNamedAndTheProcessStillLives() {
        Bookshop.BROKER.set(
                Health.down().withDetail("error", "Connection refused").build());

        Answer answer = get("/actuator/health/readiness");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().at("/components/rabbit/status").asString()).isEqualTo("DOWN");
        assertThat(answer.json().at("/components/rabbit/details/error").asString())
                .isEqualTo("Connection refused");
        assertThat(answer.json().at("/components/db/status").asString()).isEqualTo("UP");
        assertThat(get("/actuator/health/liveness").status()).isEqualTo(200);
    }
}
