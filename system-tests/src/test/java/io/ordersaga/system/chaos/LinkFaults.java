package io.ordersaga.system.chaos;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What happens to the network, of all instances, of one service's, or of one alone. */
final class LinkFaults {

    private LinkFaults() {}

    private record Part(String name, Predicate<Links.Link> links) {}

    static Fault brokerCut(Site site, Chance chance) {
        Part part = part(site, chance);
        return Fault.momentary(
                part.name, () -> site.links().toBroker(part.links).forEach(TcpProxy::cut));
    }

    static Fault databaseCut(Site site, Chance chance) {
        Part part = part(site, chance);
        return Fault.momentary(
                part.name, () -> site.links().toDatabase(part.links).forEach(TcpProxy::cut));
    }

    static Fault brokerRefused(Site site, Chance chance) {
        return broker(site, chance, TcpProxy::refuse);
    }

    static Fault databaseRefused(Site site, Chance chance) {
        return database(site, chance, TcpProxy::refuse);
    }

    static Fault brokerSilent(Site site, Chance chance) {
        return broker(site, chance, TcpProxy::silence);
    }

    static Fault databaseSilent(Site site, Chance chance) {
        return database(site, chance, TcpProxy::silence);
    }

    static Fault brokerSlow(Site site, Chance chance) {
        Duration delay = chance.between(20, 100);
        return broker(site, chance, proxy -> proxy.delay(delay));
    }

    static Fault databaseSlow(Site site, Chance chance) {
        Duration delay = chance.between(5, 30);
        return database(site, chance, proxy -> proxy.delay(delay));
    }

    private static Fault broker(Site site, Chance chance, Consumer<TcpProxy> strike) {
        Part part = part(site, chance);
        return lasting(part, site.links().toBroker(part.links), chance, strike);
    }

    private static Fault database(Site site, Chance chance, Consumer<TcpProxy> strike) {
        Part part = part(site, chance);
        return lasting(part, site.links().toDatabase(part.links), chance, strike);
    }

    /** Half of them end with every connection broken, as when a firewall forgot them meanwhile. */
    private static Fault lasting(Part part, Stream<TcpProxy> links, Chance chance, Consumer<TcpProxy> strike) {
        List<TcpProxy> proxies = links.toList();
        boolean broken = chance.oneIn(2);
        return new Fault(
                part.name,
                chance.between(2_000, 5_000),
                () -> proxies.forEach(strike),
                () -> proxies.forEach(proxy -> {
                    if (broken) {
                        proxy.cut();
                    }
                    proxy.heal();
                }));
    }

    private static Part part(Site site, Chance chance) {
        Links.Link one = chance.of(site.links().all());
        return switch (chance.random().nextInt(3)) {
            case 0 -> new Part("all", _ -> true);
            case 1 -> new Part(one.service().module(), link -> link.service() == one.service());
            default -> new Part(one.toString(), one::equals);
        };
    }
}
