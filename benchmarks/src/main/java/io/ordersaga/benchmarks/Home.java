package io.ordersaga.benchmarks;

import io.ordersaga.local.broker.BrokerAccess;
import io.ordersaga.local.database.DatabaseAccess;

/** A database and a virtual host of one contestant's own: nobody measures what another left behind. */
record Home(String name, DatabaseAccess database, BrokerAccess broker) {}
