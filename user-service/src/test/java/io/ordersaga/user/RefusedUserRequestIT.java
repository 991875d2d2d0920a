package io.ordersaga.user;

import io.ordersaga.testing.holdings.RefusedRequestStory;

class RefusedUserRequestIT extends RefusedRequestStory {

    RefusedUserRequestIT() {
        super(new Users());
    }
}
