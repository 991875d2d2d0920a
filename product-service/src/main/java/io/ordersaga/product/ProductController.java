package io.ordersaga.product;

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

@Tag(name = "Products", description = "What there is to buy")
@RestController
@RequestMapping(path = "/products", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredArgsConstructor
class ProductController {

    private final ProductCatalog catalog;

    @Operation(summary = "All products, by id; the next page is in the header Link")
    @GetMapping
    ResponseEntity<List<ProductResponse>> list(
            @RequestParam(defaultValue = Pages.DEFAULT_LIMIT) @Min(1) @Max(Pages.MOST) int limit,
            @RequestParam(defaultValue = "0") @PositiveOrZero long after) {
        List<ProductResponse> found =
                catalog.list(after, limit + 1).stream().map(ProductResponse::of).toList();
        return Pages.answer(found, limit, product -> String.valueOf(product.id()));
    }

    @Operation(summary = "One product")
    @GetMapping("/{productId}")
    ResponseEntity<ProductResponse> get(@PathVariable long productId) {
        return ok(catalog.get(productId));
    }

    @Operation(summary = "Creates a product with its opening stock")
    @ApiResponse(responseCode = "201", description = "Created")
    @PostMapping
    ResponseEntity<ProductResponse> create(@Valid @RequestBody ProductRequest request) {
        Product product = catalog.create(request);
        return ResponseEntity.created(URI.create("/products/" + product.id()))
                .eTag(ETags.of(product.getVersion()))
                .body(ProductResponse.of(product));
    }

    @Operation(
            summary = "Replaces a product",
            description = "Sets the stock too; to add pieces while orders run, restock instead, or send If-Match.")
    @PutMapping("/{productId}")
    ResponseEntity<ProductResponse> replace(
            @PathVariable long productId,
            @Valid @RequestBody ProductRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return ok(catalog.replace(productId, request, ifMatch));
    }

    @Operation(summary = "Adds pieces to the stock")
    @PostMapping("/{productId}/restock")
    ResponseEntity<ProductResponse> restock(
            @PathVariable long productId,
            @Valid @RequestBody RestockRequest request,
            @Parameter(
                            description = "The same key and quantity add it once, however often it is sent",
                            example = "7d1f")
                    @Size(min = 1, max = 255)
                    @RequestHeader(name = "Idempotency-Key", required = false)
                    @Nullable
                    String idempotencyKey) {
        return ok(catalog.restock(productId, request.quantity(), idempotencyKey));
    }

    @Operation(
            summary = "Deletes a product",
            description = "What orders that are still running put back reaches it all the same.")
    @ApiResponse(responseCode = "204", description = "It is gone")
    @DeleteMapping("/{productId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            @PathVariable long productId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        catalog.delete(productId, ifMatch);
    }

    @Operation(
            summary = "Every change of the stock, oldest first unless newest_first; also of a deleted product",
            description = "The next page, in the same order, is in the Link header.")
    @GetMapping("/{productId}/ledger")
    ResponseEntity<List<LedgerEntryResponse>> ledger(
            @PathVariable long productId,
            @RequestParam(name = "newest_first", defaultValue = "false") boolean newestFirst,
            @RequestParam(defaultValue = Pages.DEFAULT_LIMIT) @Min(1) @Max(Pages.MOST) int limit,
            @RequestParam(defaultValue = "0") @PositiveOrZero long after) {
        List<LedgerEntryResponse> found = catalog.ledger(productId, newestFirst, after, limit + 1).stream()
                .map(LedgerEntryResponse::of)
                .toList();
        return Pages.answer(found, limit, entry -> String.valueOf(entry.id()));
    }

    private static ResponseEntity<ProductResponse> ok(Product product) {
        return ETags.ok(ProductResponse.of(product), product.getVersion());
    }
}
