package io.ordersaga.messages;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/**
 * What a saga's or an order's id tells. It is a UUID of version 7 (RFC 9562, section 5.7): 48 bits with the milliseconds
 * since 1970 in which it was made, then the version, the variant and chance. So ids in order are ids by time, and those of a
 * span of time are a range of ids. An id that a stranger made up may be of any version and tell any time.
 */
public final class TimeOrderedId {

    /**
     * Byte by byte, without a sign, as PostgreSQL has it and RFC 9562 asks for (section 6.11). {@link UUID#compareTo} takes
     * its two halves for signed numbers.
     */
    public static final Comparator<UUID> ORDER = Comparator.comparing(
                    UUID::getMostSignificantBits, Long::compareUnsigned)
            .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

    /** {@link #BEFORE_ALL} where a constant expression is needed. */
    public static final String TEXT_BEFORE_ALL = "00000000-0000-0000-0000-000000000000";

    /** The Nil UUID (section 5.9): before every id, and nobody's. */
    public static final UUID BEFORE_ALL = UUID.fromString(TEXT_BEFORE_ALL);

    /** The Max UUID (section 5.10): behind every id, and nobody's. */
    public static final UUID AFTER_ALL = new UUID(-1, -1);

    private static final int BITS_AFTER_TIME = 16;
    private static final long LAST_MILLISECOND = (1L << 48) - 1;

    private TimeOrderedId() {}

    /** When it was made, by the clock of whoever made it. */
    public static Instant timeOf(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> BITS_AFTER_TIME);
    }

    /** No id that was made then or later is lower. Of a time that no id can tell it is the lowest or the highest that one can. */
    public static UUID lowestOf(Instant time) {
        return new UUID(Math.clamp(time.toEpochMilli(), 0, LAST_MILLISECOND) << BITS_AFTER_TIME, 0);
    }

    /** Right before this one; there is none before {@link #BEFORE_ALL}. */
    public static UUID before(UUID id) {
        if (id.equals(BEFORE_ALL)) {
            throw new IllegalArgumentException("no id comes before " + id);
        }
        long low = id.getLeastSignificantBits();
        return new UUID(id.getMostSignificantBits() - (low == 0 ? 1 : 0), low - 1);
    }
}
