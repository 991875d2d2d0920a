package io.ordersaga.orchestrator.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How pages write moments and durations: in UTC, as the logs do. Templates know it as {@code moments}. */
@Component("moments")
class Moments {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    /** To the millisecond; with the day when that is not today. */
    public String time(Instant moment) {
        return time(moment, Instant.now());
    }

    static String time(Instant moment, Instant now) {
        return (isOneDay(moment, now) ? TIME : DAY_AND_TIME).format(moment);
    }

    private static boolean isOneDay(Instant one, Instant other) {
        return one.truncatedTo(ChronoUnit.DAYS).equals(other.truncatedTo(ChronoUnit.DAYS));
    }

    /** To the second, with the day. */
    public String day(Instant moment) {
        return DAY.format(moment);
    }

    /** How long ago; empty when it has not been. */
    public String ago(@Nullable Instant moment) {
        return moment == null ? "" : length(Duration.between(moment, Instant.now())) + " ago";
    }

    /** Tells what happened then from what happened before and after it, in an id on a page. */
    public long micros(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }

    /** In how long, to the second; of what is due it is not known when within the next moments it happens. */
    public String until(Instant moment) {
        return until(moment, Instant.now());
    }

    static String until(Instant moment, Instant now) {
        long seconds = Duration.between(now, moment).plusMillis(999).toSeconds();
        if (seconds <= 0) {
            return "any moment now";
        }
        return "in " + (seconds < 60 ? seconds + " s" : length(Duration.ofSeconds(seconds)));
    }

    /** From one moment to the other, or until now. */
    public String between(Instant from, @Nullable Instant to) {
        return length(Duration.between(from, to == null ? Instant.now() : to));
    }

    static String length(Duration duration) {
        long millis = Math.max(0, duration.toMillis());
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return "%d.%d s".formatted(millis / 1_000, millis % 1_000 / 100);
        }
        long seconds = millis / 1_000;
        if (seconds < 3_600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds < 172_800 ? seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min" : seconds / 86_400 + " days";
    }
}
