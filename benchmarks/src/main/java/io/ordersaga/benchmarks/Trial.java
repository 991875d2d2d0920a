package io.ordersaga.benchmarks;

/**
 * One line of the table.
 *
 * @param row what is measured; the same row may be measured with several numbers of clients
 * @param finished orders that the tables hold from earlier, besides those of the trials before
 */
record Trial(String row, Scenario scenario, int clients, int finished) {

    static Trial of(String row, Scenario scenario, int clients) {
        return new Trial(row, scenario, clients, 0);
    }
}
