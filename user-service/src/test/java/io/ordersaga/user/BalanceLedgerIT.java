package io.ordersaga.user;

import io.ordersaga.testing.holdings.LedgerStory;

class BalanceLedgerIT extends LedgerStory {

    BalanceLedgerIT() {
        super(new Users());
    }
}
