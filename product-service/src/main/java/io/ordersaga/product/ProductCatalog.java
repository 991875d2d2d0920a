package io.ordersaga.product;

import io.ordersaga.rest.ETags;
import io.ordersaga.rest.Problems;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people can do with products. Every change holds the product's row, so none is lost among the sales of sagas. */
@Service
@RequiredArgsConstructor
@Transactional
class ProductCatalog {

    private final ProductRepository products;
    private final LedgerRepository ledger;
    private final EntityManager entities;
    private final Clock clock;

    @Transactional(readOnly = true)
    public List<Product> list(long after, int most) {
        return products.findByIdGreaterThanAndDeletedAtIsNullOrderById(after, Limit.of(most));
    }

    @Transactional(readOnly = true)
    public Product get(long id) {
        return products.findByIdAndDeletedAtIsNull(id).orElseThrow(() -> Problems.notFound("product", id));
    }

    public Product create(ProductRequest request) {
        Product product = products.save(
                new Product(request.name(), request.description(), money(request.price()), request.quantity()));
        entities.persist(product.opening(clock.instant()));
        return product;
    }

    /** Replaces the product; a stock that differs is entered in the ledger as an adjustment. */
    public Product replace(long id, ProductRequest request, @Nullable String ifMatch) {
        Product product = locked(id, ifMatch);
        product.describe(request.name(), request.description(), money(request.price()));
        product.adjust(request.quantity(), clock.instant()).ifPresent(entities::persist);
        // So that the answer carries the new version.
        products.flush();
        return product;
    }

    /** @param idempotencyKey whoever sends it again, with the same pieces, restocks once */
    public Product restock(long id, int pieces, @Nullable String idempotencyKey) {
        Product product = locked(id, null);
        // Asked before anything can be refused: what was done once is not refused when it is sent again.
        if (idempotencyKey != null && isRestocked(id, pieces, idempotencyKey)) {
            return product;
        }
        if (!product.canHold(pieces)) {
            throw Problems.unprocessable(
                    "stock-too-large", "The stock would pass " + Product.MOST + " pieces; restock fewer.");
        }
        entities.persist(product.restock(pieces, idempotencyKey, clock.instant()));
        products.flush();
        return product;
    }

    public void delete(long id, @Nullable String ifMatch) {
        locked(id, ifMatch).delete(clock.instant());
    }

    /**
     * Also of a deleted product: what is restored to it is to be seen.
     *
     * @param after the last entry of the page before, in the same order; 0 for the first page
     */
    @Transactional(readOnly = true)
    public List<LedgerEntry> ledger(long id, boolean newestFirst, long after, int most) {
        if (!products.existsById(id)) {
            throw Problems.notFound("product", id);
        }
        return newestFirst
                ? ledger.findByProductIdAndNumberLessThanOrderByNumberDesc(
                        id, after == 0 ? Long.MAX_VALUE : after, Limit.of(most))
                : ledger.findByProductIdAndNumberGreaterThanOrderByNumber(id, after, Limit.of(most));
    }

    private boolean isRestocked(long id, int pieces, String idempotencyKey) {
        Optional<LedgerEntry> earlier = ledger.findByProductIdAndIdempotencyKey(id, idempotencyKey);
        earlier.filter(entry -> entry.getPieces() != pieces).ifPresent(entry -> {
            throw Problems.unprocessable(
                    "idempotency-key-in-use",
                    "This Idempotency-Key has added " + entry.getPieces()
                            + " pieces already; use a new key for another restock.");
        });
        return earlier.isPresent();
    }

    private Product locked(long id, @Nullable String ifMatch) {
        Product product =
                products.findLockedByIdAndDeletedAtIsNull(id).orElseThrow(() -> Problems.notFound("product", id));
        ETags.requireMatch(ifMatch, product.getVersion());
        return product;
    }

    private static BigDecimal money(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.UNNECESSARY);
    }
}
