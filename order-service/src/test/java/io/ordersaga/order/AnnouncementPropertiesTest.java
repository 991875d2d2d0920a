package io.ordersaga.order;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnouncementPropertiesTest {

    @ParameterizedTest
    @CsvSource({"PT0S, PT5M, PT2S", "PT-1S, PT5M, PT2S", "PT10S, PT5S, PT2S", "PT10S, PT5M, PT0S"})
    void pauses_that_are_none_are_refused(Duration first, Duration longest, Duration checkEvery) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AnnouncementProperties(first, longest, checkEvery))
                .withMessageContaining("order.announcements");
    }
}
