package io.ordersaga.product;

import io.ordersaga.testing.holdings.RefusedRequestStory;

class RefusedProductRequestIT extends RefusedRequestStory {

    RefusedProductRequestIT() {
        super(new Products());
    }
}
