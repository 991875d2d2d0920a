package io.ordersaga.testing;

import io.ordersaga.local.broker.BrokerAccess;
import java.util.List;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Lets every Spring test of a service find the infrastructure without a word: a service knows its own role and schema,
 * and is told only where the database and the broker are.
 */
final class InfrastructureCustomizerFactory implements ContextCustomizerFactory {

    @Override
    public ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> configuration) {
        return new Customizer();
    }

    /** A record, because contexts are shared between tests whose customizers are equal. */
    private record Customizer() implements ContextCustomizer {

        @Override
        public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration merged) {
            TestInfrastructure infrastructure = TestInfrastructure.get();
            BrokerAccess broker = infrastructure.broker();
            Map<String, Object> places = Map.of(
                    "spring.datasource.url", infrastructure.database().url(),
                    "spring.rabbitmq.host", broker.host(),
                    "spring.rabbitmq.port", broker.port(),
                    "spring.rabbitmq.username", broker.user(),
                    "spring.rabbitmq.password", broker.password(),
                    "spring.rabbitmq.virtual-host", broker.virtualHost());
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("test infrastructure", places));
        }
    }
}
