package io.ordersaga.messaging.retention;

/**
 * A table that is partitioned by ranges of {@code saga_id} and has a partition {@code <name>_default}, whose storage
 * settings the months take over. As a bean it is all that {@link SagaPartitions} needs.
 */
public record PartitionedTable(String name) {

    public PartitionedTable {
        if (!name.matches("[a-z_]{1,40}")) {
            throw new IllegalArgumentException("'" + name + "' is not a plain table name");
        }
    }

    String defaultPartition() {
        return name + "_default";
    }

    /** Stands where the forgotten months were, and takes no row. */
    String past() {
        return name + "_past";
    }
}
