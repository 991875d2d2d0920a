package io.ordersaga.system.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.local.service.ServiceName;
import io.ordersaga.system.RunningSystem;
import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A user or a product at one moment.
 *
 * @param entries of its ledger
 * @param held the field that says how much it holds
 * @param change the field that says what an entry changed
 */
record Account(JsonNode itself, List<JsonNode> entries, String held, String change) {

    static Account of(RunningSystem system, ServiceName service, String path, String held, String change) {
        return new Account(
                system.get(service, path).body(),
                List.copyOf(system.get(service, path + "/ledger").body().values()),
                held,
                change);
    }

    /** That one entry of the saga has come to what was before, and nothing else is different. */
    void assertOnlyChangedBy(String saga, String amount, Account before) {
        assertThat(entries).startsWith(before.entries.toArray(JsonNode[]::new)).hasSize(before.entries.size() + 1);
        assertThat(entries.getLast().path("saga_id").asString()).isEqualTo(saga);
        assertThat(entries.getLast().path(change).decimalValue()).isEqualByComparingTo(amount);
        assertThat(holds()).isEqualByComparingTo(before.holds().add(new BigDecimal(amount)));
        assertThat(besidesWhatItHolds()).isEqualTo(before.besidesWhatItHolds());
    }

    private BigDecimal holds() {
        return itself.path(held).decimalValue();
    }

    private JsonNode besidesWhatItHolds() {
        ObjectNode rest = ((ObjectNode) itself).deepCopy();
        rest.remove(held);
        return rest;
    }
}
