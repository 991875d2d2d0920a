package io.ordersaga.bookshop;

import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Has no database and no broker; what its health says of them is set by the tests. */
@SpringBootApplication(exclude = DataSourceAutoConfiguration.class)
public class Bookshop {

    public static final AtomicReference<Health> BROKER =
            new AtomicReference<>(Health.up().build());

    @Bean
    HealthIndicator dbHealthIndicator() {
        return () -> Health.up().build();
    }

    @Bean
    HealthIndicator rabbitHealthIndicator() {
        return BROKER::get;
    }
}
