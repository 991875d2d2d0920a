package io.ordersaga.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;

/** The RabbitMQ of this machine, without which the tests that break one cannot run. */
public final class InstalledRabbit {

    private static final String REQUIRED = "require.broker";

    private InstalledRabbit() {}

    static boolean isRequired() {
        return System.getProperty(REQUIRED, "").equals("rabbitmq");
    }

    /**
     * The node, or what is made of nodes. Leaves the test out where there is none, unless {@code -Drequire.broker=rabbitmq}
     * says that there must be one.
     */
    public static <T> T require(Optional<T> node) {
        if (node.isEmpty() && isRequired()) {
            throw new IllegalStateException("there is no RabbitMQ that this test may break, and " + REQUIRED
                    + " is set; install the package rabbitmq-server, and where a Docker engine answers, choose"
                    + " -Dtest.infrastructure=local.");
        }
        assumeTrue(node.isPresent(), "There is no RabbitMQ that this test may break.");
        return node.orElseThrow();
    }
}
