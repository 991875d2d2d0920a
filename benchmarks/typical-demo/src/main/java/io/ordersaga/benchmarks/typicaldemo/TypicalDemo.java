package io.ordersaga.benchmarks.typicaldemo;

import io.ordersaga.benchmarks.typicaldemo.orchestrator.OrchestratorApplication;
import io.ordersaga.benchmarks.typicaldemo.order.OrderApplication;
import io.ordersaga.benchmarks.typicaldemo.product.ProductApplication;
import io.ordersaga.benchmarks.typicaldemo.user.UserApplication;
import org.springframework.boot.SpringApplication;

/** Starts one of the four services: that which the system property {@code typical-demo.service} names. */
public final class TypicalDemo {

    private TypicalDemo() {}

    public static void main(String... arguments) {
        SpringApplication.run(application(System.getProperty("typical-demo.service", "")), arguments);
    }

    private static Class<?> application(String service) {
        return switch (service) {
            case "orchestrator-service" -> OrchestratorApplication.class;
            case "order-service" -> OrderApplication.class;
            case "product-service" -> ProductApplication.class;
            case "user-service" -> UserApplication.class;
            default -> throw new IllegalArgumentException("'" + service + "' is no service");
        };
    }
}
