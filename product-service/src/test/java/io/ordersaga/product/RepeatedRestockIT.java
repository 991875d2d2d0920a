package io.ordersaga.product;

import io.ordersaga.testing.holdings.RepeatedAdditionStory;

class RepeatedRestockIT extends RepeatedAdditionStory {

    RepeatedRestockIT() {
        super(new Products());
    }
}
