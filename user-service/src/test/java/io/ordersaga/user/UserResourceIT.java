package io.ordersaga.user;

import io.ordersaga.testing.holdings.ResourceStory;

class UserResourceIT extends ResourceStory {

    UserResourceIT() {
        super(new Users());
    }
}
