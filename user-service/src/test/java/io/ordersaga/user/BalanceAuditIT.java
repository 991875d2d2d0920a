package io.ordersaga.user;

import io.ordersaga.testing.holdings.LedgerAuditStory;

class BalanceAuditIT extends LedgerAuditStory {

    BalanceAuditIT() {
        super(new Users());
    }
}
