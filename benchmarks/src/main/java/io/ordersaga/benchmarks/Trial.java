package io.ordersaga.benchmarks;

/**
 * One line of the table.
 *
 * @param row what is measured; the same row may be measured with several numbers of clients
 * @param finished orders that the tables hold from earlier, besides those of the trials before
 * @param watched whether the console is open and metrics are collected meanwhile
 */
record Trial(String row, Scenario scenario, int clients, int finished, boolean watched) {

    static Trial of(String row, Scenario scenario, int clients) {
        return new Trial(row, scenario, clients, 0, false);
    }

    static Trial watched(String row, Scenario scenario, int clients) {
        return new Trial(row, scenario, clients, 0, true);
    }

    /** The same with so many orders in the tables. */
    Trial after(int orders) {
        return new Trial(row, scenario, clients, orders, watched);
    }
}
