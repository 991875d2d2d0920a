package io.ordersaga.user;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A user as clients see it. */
record UserResponse(
        @Schema(example = "1") @Nullable Long id,
        @Schema(example = "Ada Lovelace") String name,
        @Schema(example = "ada@example.org") String email,
        @Schema(example = "1000.00") BigDecimal balance) {

    static UserResponse of(User user) {
        return new UserResponse(user.getId(), user.getName(), user.getEmail(), user.getBalance());
    }
}
