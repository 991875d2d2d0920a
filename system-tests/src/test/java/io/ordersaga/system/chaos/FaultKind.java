package io.ordersaga.system.chaos;

import java.util.Locale;

/** Everything that a run breaks, each at least once. */
enum FaultKind {
    SERVICE_KILLED(Victim.SERVICE, ServiceFaults::killed, 4),
    SERVICE_PAUSED(Victim.SERVICE, ServiceFaults::paused, 2),
    BROKER_RESTARTED(Victim.BROKER, BrokerFaults::restarted, 1),
    BROKER_KILLED(Victim.BROKER, BrokerFaults::killed, 1),
    BROKER_WIPED(Victim.BROKER, BrokerFaults::wiped, 1),
    QUEUE_DELETED(Victim.BROKER, BrokerFaults::queueDeleted, 1),
    QUEUE_PURGED(Victim.BROKER, BrokerFaults::queuePurged, 1),
    EXCHANGE_DELETED(Victim.BROKER, BrokerFaults::exchangeDeleted, 1),
    BINDING_REMOVED(Victim.BROKER, BrokerFaults::bindingRemoved, 1),
    PUBLISHERS_BLOCKED(Victim.BROKER, BrokerFaults::publishersBlocked, 1),
    BROKER_LINKS_CUT(Victim.BROKER, LinkFaults::brokerCut, 1),
    BROKER_LINKS_REFUSED(Victim.BROKER, LinkFaults::brokerRefused, 1),
    BROKER_LINKS_SILENT(Victim.BROKER, LinkFaults::brokerSilent, 1),
    BROKER_LINKS_SLOW(Victim.BROKER, LinkFaults::brokerSlow, 1),
    DATABASE_RESTARTED(Victim.DATABASE, DatabaseFaults::restarted, 1),
    DATABASE_CRASHED(Victim.DATABASE, DatabaseFaults::crashed, 1),
    DATABASE_SESSIONS_KILLED(Victim.DATABASE, DatabaseFaults::sessionsKilled, 1),
    DATABASE_LINKS_CUT(Victim.DATABASE, LinkFaults::databaseCut, 1),
    DATABASE_LINKS_REFUSED(Victim.DATABASE, LinkFaults::databaseRefused, 1),
    DATABASE_LINKS_SILENT(Victim.DATABASE, LinkFaults::databaseSilent, 1),
    DATABASE_LINKS_SLOW(Victim.DATABASE, LinkFaults::databaseSlow, 1),
    MESSAGES_REPEATED(Victim.BROKER, MessageFaults::repeated, 2),
    MESSAGES_POISONED(Victim.BROKER, MessageFaults::poisoned, 2);

    private final Victim victim;
    private final Source source;
    private final int timesInADeck;

    /** Two faults at once have different victims. */
    enum Victim {
        SERVICE,
        BROKER,
        DATABASE
    }

    /** Decides the particulars. */
    interface Source {
        Fault on(Site site, Chance chance);
    }

    FaultKind(Victim victim, Source source, int timesInADeck) {
        this.victim = victim;
        this.source = source;
        this.timesInADeck = timesInADeck;
    }

    Fault on(Site site, Chance chance) {
        return source.on(site, chance);
    }

    boolean canComeWith(FaultKind other) {
        return victim != other.victim;
    }

    /** How often it comes before every other kind has come. */
    int timesInADeck() {
        return timesInADeck;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
