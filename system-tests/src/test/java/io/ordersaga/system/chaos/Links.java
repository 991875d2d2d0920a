package io.ordersaga.system.chaos;

import io.ordersaga.local.broker.BrokerAccess;
import io.ordersaga.local.database.DatabaseAccess;
import io.ordersaga.local.service.ServiceName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A network of its own for each instance: to every broker node, and to the database. */
final class Links {

    private final List<Link> links = new ArrayList<>();

    /** The connections of one instance. */
    record Link(ServiceName service, int instance, List<TcpProxy> toBroker, TcpProxy toDatabase) {

        /** As Spring takes it: the nodes are tried in turn. */
        String brokerAddresses() {
            return toBroker.stream().map(proxy -> "localhost:" + proxy.port()).collect(Collectors.joining(","));
        }

        DatabaseAccess database(DatabaseAccess direct) {
            return new DatabaseAccess(
                    direct.url().replaceFirst("localhost:\\d+", "localhost:" + toDatabase.port()),
                    direct.user(),
                    direct.password());
        }

        @Override
        public String toString() {
            return service.module() + " " + (instance + 1);
        }
    }

    synchronized Link open(ServiceName service, int instance, List<BrokerAccess> nodes, int database) {
        List<TcpProxy> toBroker =
                nodes.stream().map(node -> TcpProxy.to(node.port())).toList();
        Link link = new Link(service, instance, toBroker, TcpProxy.to(database));
        links.add(link);
        return link;
    }

    List<Link> all() {
        return links;
    }

    Stream<TcpProxy> toBroker(Predicate<Link> which) {
        return links.stream().filter(which).flatMap(link -> link.toBroker().stream());
    }

    Stream<TcpProxy> toDatabase(Predicate<Link> which) {
        return links.stream().filter(which).map(Link::toDatabase);
    }
}
