package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.audit.ServicesProperties;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The other services, as the console reaches them. */
@Component
class Neighbours {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ServicesProperties services;
    private final Neighbour order;
    private final Neighbour product;
    private final Neighbour user;

    Neighbours(ServicesProperties services) {
        this.services = services;
        this.order = named("order-service", services.order());
        this.product = named("product-service", services.product());
        this.user = named("user-service", services.user());
    }

    private Neighbour named(String name, URI url) {
        return new Neighbour(name, url, services.client(url, PATIENCE));
    }

    Neighbour order() {
        return order;
    }

    Neighbour product() {
        return product;
    }

    Neighbour user() {
        return user;
    }

    Stream<Neighbour> all() {
        return Stream.of(order, product, user);
    }

    /** @param service as in routing keys */
    Optional<Neighbour> of(String service) {
        return all().filter(one -> one.name().equals(service + "-service")).findFirst();
    }
}
