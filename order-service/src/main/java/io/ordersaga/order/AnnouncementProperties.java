package io.ordersaga.order;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often an order that came in at this service itself is announced, until its saga has ended it.
 *
 * @param first how long after the first announcement the second comes; each further one takes twice as long
 * @param longest the longest time between two announcements; after some more of them up to eight times as long
 * @param checkEvery how often is looked for orders that are due
 */
@ConfigurationProperties("order.announcements")
record AnnouncementProperties(
        @DefaultValue("10s") Duration first,
        @DefaultValue("5m") Duration longest,
        @DefaultValue("2s") Duration checkEvery) {

    AnnouncementProperties {
        if (!first.isPositive() || longest.compareTo(first) < 0 || !checkEvery.isPositive()) {
            throw new IllegalArgumentException(
                    "order.announcements needs 0 < first <= longest and 0 < check-every, or it would announce without"
                            + " a pause");
        }
    }
}
