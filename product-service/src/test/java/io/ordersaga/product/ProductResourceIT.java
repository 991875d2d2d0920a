package io.ordersaga.product;

import io.ordersaga.testing.holdings.ResourceStory;

class ProductResourceIT extends ResourceStory {

    ProductResourceIT() {
        super(new Products());
    }
}
