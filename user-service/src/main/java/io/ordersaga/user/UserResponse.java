package io.ordersaga.user;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;

/** A user as clients see it. */
record UserResponse(
        @Schema(example = "1") long id,
        @Schema(example = "Ada Lovelace") String name,
        @Schema(example = "ada@example.org") String email,
        @Schema(example = "1000.00") BigDecimal balance) {

    static UserResponse of(User user) {
        return new UserResponse(user.id(), user.getName(), user.getEmail(), user.getBalance());
    }
}
