package io.ordersaga.messaging.retention;

import io.ordersaga.messages.TimeOrderedId;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.UUID;

/** The saga ids of one month (UTC). */
public record IdMonth(YearMonth month) {

    public static IdMonth of(Instant time) {
        return new IdMonth(YearMonth.from(time.atOffset(ZoneOffset.UTC)));
    }

    public static IdMonth of(UUID id) {
        return of(TimeOrderedId.timeOf(id));
    }

    /** The lowest id of the month. */
    public UUID from() {
        return TimeOrderedId.lowestOf(start());
    }

    /** The lowest id of the next month. */
    public UUID to() {
        return next().from();
    }

    public Instant start() {
        return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    public IdMonth next() {
        return new IdMonth(month.plusMonths(1));
    }

    /** Names the partition of a table for this month. */
    String partitionOf(String table) {
        return "%s_%04d_%02d".formatted(table, month.getYear(), month.getMonthValue());
    }
}
