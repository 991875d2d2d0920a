package io.ordersaga.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TimelineTest {

    @Test
    void eachStepIsALineWithItsAttemptsAndItsMilliseconds() {
        String table = table("""
            {"steps": [
              {"name": "update_balance", "service": "user", "kind": "ACTION", "status": "SUCCEEDED", "attempts": 1,
               "sent_at": "2026-01-01T00:00:00.000Z", "answered_at": "2026-01-01T00:00:00.012Z",
               "failure_code": null},
              {"name": "update_stock", "service": "product", "kind": "ACTION", "status": "FAILED", "attempts": 2,
               "sent_at": "2026-01-01T00:00:00.012Z", "answered_at": "2026-01-01T00:00:01.012Z",
               "failure_code": "INSUFFICIENT_STOCK"},
              {"name": "refund_balance", "service": "user", "kind": "COMPENSATION", "status": "SENT", "attempts": 1,
               "sent_at": "2026-01-01T00:00:01.012Z", "answered_at": null, "failure_code": null}
            ]}
            """);

        assertThat(table.lines().skip(1).map(line -> line.strip().split(" +")))
                .containsExactly(
                        new String[] {"update_balance", "user", "SUCCEEDED", "1", "12"},
                        new String[] {"update_stock", "product", "FAILED", "2", "1000", "INSUFFICIENT_STOCK"},
                        new String[] {"refund_balance", "user", "compensation", "SENT", "1", "-"});
    }

    @Test
    void stepThatWasNeverSentHasNoTime() {
        String table = table("""
            {"steps": [{"name": "update_status", "service": "order", "kind": "ACTION", "status": "PENDING",
              "attempts": 0, "sent_at": null, "answered_at": null, "failure_code": null}]}
            """);

        assertThat(table.lines().skip(1).map(line -> line.strip().split(" +")))
                .containsExactly(new String[] {"update_status", "order", "PENDING", "0", "-"});
    }

    private static String table(String saga) {
        return Timeline.of(JsonMapper.shared().readTree(saga));
    }
}
