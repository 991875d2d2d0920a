package io.ordersaga.messaging.faults;

import java.time.Clock;
import lombok.extern.slf4j.Slf4j;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.TaskScheduler;

/** There is none of this outside the profile {@code development}. */
@Slf4j
@Configuration(proxyBeanMethods = false)
@Profile(FaultInjectionConfiguration.PROFILE)
public class FaultInjectionConfiguration {

    public static final String PROFILE = "development";

    private static final int KILLED = 137;

    @Bean
    FaultInjector faultInjector(TaskScheduler scheduler, Clock clock) {
        log.warn("Faults can be injected here (profile {}): not for production.", PROFILE);
        return new FaultInjector(scheduler, clock, () -> Runtime.getRuntime().halt(KILLED));
    }

    /** For services that have a door. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(name = "org.springframework.web.bind.annotation.RestController")
    static class Door {

        @Bean
        FaultInjectionController faultInjectionController(FaultInjector injector) {
            return new FaultInjectionController(injector);
        }
    }
}
