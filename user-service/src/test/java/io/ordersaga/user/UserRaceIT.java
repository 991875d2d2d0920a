package io.ordersaga.user;

import io.ordersaga.testing.holdings.RaceStory;

class UserRaceIT extends RaceStory {

    UserRaceIT() {
        super(new Users());
    }
}
