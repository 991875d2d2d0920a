package io.ordersaga.product;

import io.ordersaga.testing.holdings.RaceStory;

class ProductRaceIT extends RaceStory {

    ProductRaceIT() {
        super(new Products());
    }
}
