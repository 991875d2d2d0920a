package io.ordersaga.messaging.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class MessagingPropertiesTest {

    private static final String PREFIX = "order-saga.messaging";

    @Test
    void the_defaults_agree_with_each_other() {
        assertThat(bound(Map.of()).outbox().lease()).isEqualTo(Duration.ofSeconds(5));
    }

    /** Each of them would start, and then silently send nothing or everything twice. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "outbox.max-in-flight   | 499 | max-in-flight (499) is less than relay-batch (500)",
                "outbox.relay-batch     | 5000 | max-in-flight (4000) is less than relay-batch (5000)",
                "outbox.lease           | 0s | lease must be longer than nothing",
                "outbox.confirm-timeout | 5s | confirm-timeout (PT5S) must be longer than lease (PT5S)",
                "outbox.relay-interval  | 0s | outbox.relay-interval must be longer than nothing",
                "redeclare-interval     | 0s | redeclare-interval must be longer than nothing",
                "partition-interval     | -1s | partition-interval must be longer than nothing"
            })
    void settings_that_cannot_work_together_are_refused_with_a_sentence(String name, String value, String sentence) {
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bound(Map.of(PREFIX + "." + name, value)))
                .havingRootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .withMessageContaining(sentence);
    }

    private static MessagingProperties bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate(PREFIX, MessagingProperties.class);
    }
}
