package io.ordersaga.system.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.ordersaga.local.Folders;
import io.ordersaga.local.Waiting;
import io.ordersaga.local.service.ServiceProcess;
import io.ordersaga.system.Audit;
import io.ordersaga.system.RunningSystem;
import io.ordersaga.testing.InstalledRabbit;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Two instances of every service on a real RabbitMQ and a real PostgreSQL, clients that order without a pause, and
 * everything breaks, again and again. When all is sound again, nothing may be lost, doubled or stuck.
 *
 * <p>{@code -Dchaos.minutes=} (2, and at least until each kind of fault has come), {@code -Dchaos.seed=} (another every
 * time), {@code -Dchaos.cluster=3} (broker nodes), {@code -Dchaos.clients=} (12), {@code -Dchaos.defaults=true} (the
 * services' own settings, with which what was lost is asked for later).
 */
class ChaosIT {

    private static final Path FOLDER = RunningSystem.HERE.resolve("chaos");
    private static final Duration ENDS_WITHIN = Duration.ofMinutes(3);
    private static final int MOST_HISTORIES = 3;
    private static final int WARM = 100;

    /** So that a short run sees second and third sendings, deadlines and the end of them. */
    private static final Map<String, String> IMPATIENT = Map.of(
            "ORDERSAGA_SAGA_STEPTIMEOUT", "2s",
            "ORDERSAGA_SAGA_LONGESTRETRY", "5s",
            "ORDERSAGA_SAGA_DEADLINE", "30s",
            "ORDERSAGA_MESSAGING_REDECLAREINTERVAL", "3s",
            "ORDER_ANNOUNCEMENTS_FIRST", "3s",
            "ORDER_ANNOUNCEMENTS_LONGEST", "10s");

    private final int minutes = Integer.getInteger("chaos.minutes", 2);
    private final long seed = Long.getLong("chaos.seed", System.nanoTime() % 1_000_000);
    private final Log log = new Log();

    /** What breaks here says so at length; the services' logs tell their side. */
    @BeforeAll
    static void quiet() {
        List.of("io.zonky.test", "com.rabbitmq.client")
                .forEach(name -> ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.OFF));
    }

    @Test
    void p1_p2_p3_p4_p5_p6_p7_p8_whatever_breaks_nothing_is_lost_doubled_or_stuck() throws Exception {
        Folders.delete(FOLDER);
        Broker installed = InstalledRabbit.require(Broker.in(FOLDER, Integer.getInteger("chaos.cluster", 1)));
        log.say("chaos of %d minutes or more with seed %d", minutes, seed);
        try (Broker broker = installed;
                Site site = new Site(broker, FOLDER, Boolean.getBoolean("chaos.defaults") ? Map.of() : IMPATIENT)) {
            log.say("two instances of every service are ready");
            SplittableRandom random = new SplittableRandom(seed);
            Clients clients = new Clients(site.system());
            clients.start(Integer.getInteger("chaos.clients", 12), random.split());
            warmUp(clients.receipts());
            new Schedule(site, clients.receipts(), new Chance(random.split(), minutes > 3), log)
                    .run(Duration.ofMinutes(minutes));
            clients.stop();
            log.say("no more faults and no more orders: waiting until every saga has ended");
            check(site, clients.receipts());
        }
    }

    /** What the first fault does is to be seen, not how long new JVMs take to become quick. */
    private void warmUp(Receipts receipts) {
        assertThat(Waiting.until(ENDS_WITHIN, () -> receipts.accepted().size() >= WARM && receipts.ordersFlowSince(0)))
                .as("orders flow before anything breaks")
                .isTrue();
        log.say("orders flow");
    }

    private void check(Site site, Receipts receipts) {
        Books books = site.books();
        List<Audit.Discrepancy> wrong = new ArrayList<>();
        long sound = System.nanoTime();
        awaitEnd(site, books, wrong);
        log.say(
                "every saga has ended and every outbox is empty, %.1f s after all was sound",
                (System.nanoTime() - sound) / 1e9);
        site.supervisor().close();

        Audit audit = Audit.ofEverything(site.system());
        wrong.addAll(audit.discrepancies());
        promisesKept(audit.endings().keySet(), receipts, books).forEach(what -> wrong.add(found(what)));
        List<String> letters = books.deadLetters();
        letters.stream()
                .filter(letter -> !site.poison().isOf(letter.substring(0, letter.indexOf(' '))))
                .forEach(letter -> wrong.add(found("dead letter of saga " + letter)));
        site.supervisor().died().forEach(last -> wrong.add(found("it ended by itself: " + last)));

        Map<String, Long> outcomes = audit.endings().values().stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        table(site, receipts, letters.size(), outcomes);
        wrong.stream()
                .flatMap(each -> each.sagaId().stream())
                .distinct()
                .limit(MOST_HISTORIES)
                .forEach(id -> log.say("history of saga %s%n%s%n", id, books.historyOf(id)));
        assertThat(wrong).as("what does not add up, with seed %d", seed).isEmpty();
        assertThat(outcomes)
                .containsKeys(
                        "COMPLETED",
                        "PRODUCT_NOT_FOUND",
                        "USER_NOT_FOUND",
                        "INSUFFICIENT_STOCK",
                        "INSUFFICIENT_BALANCE",
                        "CANCELLED");
        assertThat(letters).as("poison that became dead letters").isNotEmpty();
    }

    private void awaitEnd(Site site, Books books, List<Audit.Discrepancy> wrong) {
        if (!Waiting.until(ENDS_WITHIN, () -> site.system().all().allMatch(ServiceProcess::isReady))) {
            site.system()
                    .all()
                    .filter(instance -> !instance.isReady())
                    .forEach(instance -> wrong.add(found(site.nameOf(instance) + " is not ready")));
        }
        if (!Waiting.until(ENDS_WITHIN, () -> books.unfinished().isEmpty())) {
            books.unfinished().forEach(what -> wrong.add(found("at the end " + what)));
            books.stuckSagas().forEach(id -> wrong.add(new Audit.Discrepancy(Optional.of(id), "it is stuck")));
        }
    }

    /** What clients were told has come true, and once only. */
    private static List<String> promisesKept(Set<String> sagas, Receipts receipts, Books books) {
        List<String> broken = new ArrayList<>();
        Set<String> lost = new HashSet<>(receipts.accepted());
        lost.removeAll(sagas);
        lost.forEach(id -> broken.add("saga " + id + " was accepted and is lost"));
        int unasked = sagas.size() - receipts.accepted().size() + lost.size();
        if (unasked > receipts.unansweredOrders()) {
            broken.add(unasked + " sagas that no client knows, " + receipts.unansweredOrders() + " may be");
        }
        broken.addAll(onceEach("deposit", receipts.deposits(), books.deposits()));
        broken.addAll(onceEach("restock", receipts.restocks(), books.restocks()));
        books.adjustments().forEach(entry -> broken.add("a change was overwritten: " + entry));
        return broken;
    }

    private static List<String> onceEach(String what, Set<BigDecimal> acknowledged, List<BigDecimal> entered) {
        List<String> broken = new ArrayList<>();
        Set<BigDecimal> seen = new HashSet<>();
        entered.stream().filter(each -> !seen.add(each)).forEach(each -> broken.add(what + " twice: " + each));
        acknowledged.stream().filter(each -> !seen.contains(each)).forEach(each -> broken.add(what + " lost: " + each));
        return broken;
    }

    private void table(Site site, Receipts receipts, int letters, Map<String, Long> outcomes) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                "orders accepted", receipts.accepted().size() + " and up to " + receipts.unansweredOrders() + " more");
        facts.put(
                "deposits and restocks",
                receipts.deposits().size() + " and " + receipts.restocks().size());
        facts.put("dead letters, all poison", letters + " of " + site.poison().count());
        facts.put(
                "starts that found no part", Integer.toString(site.supervisor().startedAgain()));
        facts.put("seed", Long.toString(seed));
        facts.put("duration", log.elapsed().toSeconds() + " s");
        log.table(facts, outcomes, receipts.refusals());
    }

    private static Audit.Discrepancy found(String what) {
        return new Audit.Discrepancy(Optional.empty(), what);
    }
}
