package io.ordersaga.product;

import io.ordersaga.testing.holdings.LedgerStory;

class StockLedgerIT extends LedgerStory {

    StockLedgerIT() {
        super(new Products());
    }
}
