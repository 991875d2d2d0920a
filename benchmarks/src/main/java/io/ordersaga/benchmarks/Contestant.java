package io.ordersaga.benchmarks;

import java.util.List;
import java.util.Map;

/** Something that processes orders on the servers of this run. */
interface Contestant extends AutoCloseable {

    Load load(Trial trial);

    /** The process ids of its services' instances, by service; none when it runs within this program. */
    Map<String, List<Long>> services();

    /** What its books say is wrong; empty when everything adds up, or when it keeps no books. */
    List<String> audit();

    @Override
    void close();
}
