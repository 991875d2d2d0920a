package io.ordersaga.user;

import io.ordersaga.testing.holdings.RepeatedAdditionStory;

class RepeatedDepositIT extends RepeatedAdditionStory {

    RepeatedDepositIT() {
        super(new Users());
    }
}
