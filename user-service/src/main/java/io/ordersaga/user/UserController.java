package io.ordersaga.user;

import io.ordersaga.rest.ETags;
import io.ordersaga.rest.Pages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "Users", description = "Who buys, and with what money")
@RestController
@RequestMapping(path = "/users", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class UserController {

    private final UserAccounts accounts;

    @Operation(summary = "All users, by id; the next page is in the header Link")
    @GetMapping
    ResponseEntity<List<UserResponse>> list(
            @RequestParam(defaultValue = Pages.DEFAULT_LIMIT) @Min(1) @Max(Pages.MOST) int limit,
            @RequestParam(defaultValue = "0") @PositiveOrZero long after) {
        List<UserResponse> found =
                accounts.list(after, limit + 1).stream().map(UserResponse::of).toList();
        return Pages.answer(found, limit, user -> String.valueOf(user.id()));
    }

    @Operation(summary = "One user")
    @GetMapping("/{userId}")
    ResponseEntity<UserResponse> get(@PathVariable long userId) {
        return ok(accounts.get(userId));
    }

    @Operation(summary = "Creates a user with an opening balance")
    @ApiResponse(responseCode = "201", description = "Created")
    @PostMapping
    ResponseEntity<UserResponse> create(@Valid @RequestBody UserRequest request) {
        User user = accounts.create(request);
        return ResponseEntity.created(URI.create("/users/" + user.id()))
                .eTag(ETags.of(user.getVersion()))
                .body(UserResponse.of(user));
    }

    @Operation(
            summary = "Replaces a user",
            description = "Sets the balance too; to add money while orders run, deposit it instead, or send If-Match.")
    @PutMapping("/{userId}")
    ResponseEntity<UserResponse> replace(
            @PathVariable long userId,
            @Valid @RequestBody UserRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return ok(accounts.replace(userId, request, ifMatch));
    }

    @Operation(summary = "Adds money to the balance")
    @PostMapping("/{userId}/deposit")
    ResponseEntity<UserResponse> deposit(
            @PathVariable long userId,
            @Valid @RequestBody DepositRequest request,
            @Parameter(description = "The same key and amount add it once, however often it is sent", example = "7d1f")
                    @Size(min = 1, max = 255)
                    @RequestHeader(name = "Idempotency-Key", required = false)
                    @Nullable
                    String idempotencyKey) {
        return ok(accounts.deposit(userId, request.amount(), idempotencyKey));
    }

    @Operation(
            summary = "Deletes a user",
            description = "Refunds of orders that are still running reach it all the same.")
    @ApiResponse(responseCode = "204", description = "It is gone")
    @DeleteMapping("/{userId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            @PathVariable long userId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        accounts.delete(userId, ifMatch);
    }

    @Operation(
            summary = "Every change of the balance, oldest first unless newest_first; also of a deleted user",
            description = "The next page, in the same order, is in the Link header.")
    @GetMapping("/{userId}/ledger")
    ResponseEntity<List<LedgerEntryResponse>> ledger(
            @PathVariable long userId,
            @RequestParam(name = "newest_first", defaultValue = "false") boolean newestFirst,
            @RequestParam(defaultValue = Pages.DEFAULT_LIMIT) @Min(1) @Max(Pages.MOST) int limit,
            @RequestParam(defaultValue = "0") @PositiveOrZero long after) {
        List<LedgerEntryResponse> found = accounts.ledger(userId, newestFirst, after, limit + 1).stream()
                .map(LedgerEntryResponse::of)
                .toList();
        return Pages.answer(found, limit, entry -> String.valueOf(entry.id()));
    }

    private static ResponseEntity<UserResponse> ok(User user) {
        return ETags.ok(UserResponse.of(user), user.getVersion());
    }
}
