package io.ordersaga.product;

import io.ordersaga.testing.holdings.LedgerAuditStory;

class StockAuditIT extends LedgerAuditStory {

    StockAuditIT() {
        super(new Products());
    }
}
