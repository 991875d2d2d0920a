package io.ordersaga.local.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class BrokerAccessTest {

    @Test
    void urlSaysEverything() {
        assertThat(BrokerAccess.of("amqp://ada:secret@broker.example:5673/shop"))
                .isEqualTo(new BrokerAccess("broker.example", 5673, "ada", "secret", "shop"));
    }

    @Test
    void whatTheUrlLeavesOutIsAsRabbitMqHasIt() {
        assertThat(BrokerAccess.of("amqp://broker.example"))
                .isEqualTo(new BrokerAccess("broker.example", 5672, "guest", "guest", "/"));
        assertThat(BrokerAccess.of("amqp://broker.example/").virtualHost()).isEqualTo("/");
    }

    @Test
    void specialCharactersAreEscaped() {
        assertThat(BrokerAccess.of("amqp://a%40b:p%3Aq+r@broker.example/%2Fshop"))
                .isEqualTo(new BrokerAccess("broker.example", 5672, "a@b", "p:q+r", "/shop"));
    }

    @Test
    void anotherKindOfUrlIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> BrokerAccess.of("http://broker.example"));
        assertThatIllegalArgumentException().isThrownBy(() -> BrokerAccess.of("amqp:nonsense"));
    }
}
