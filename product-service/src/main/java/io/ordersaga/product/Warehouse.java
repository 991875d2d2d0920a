package io.ordersaga.product;

import io.ordersaga.messages.Command;
import io.ordersaga.messages.Event;
import io.ordersaga.messages.FailureCode;
import io.ordersaga.messages.product.ProductCommand;
import io.ordersaga.messages.product.ProductCommand.CheckStock;
import io.ordersaga.messages.product.ProductCommand.RestoreStock;
import io.ordersaga.messages.product.ProductCommand.UpdateStock;
import io.ordersaga.messages.product.ProductEvent.StockChecked;
import io.ordersaga.messages.product.ProductEvent.StockRestored;
import io.ordersaga.messages.product.ProductEvent.StockUpdated;
import io.ordersaga.product.LedgerEntry.Kind;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** What sagas ask of products' stock. */
@Component
@RequiredArgsConstructor
class Warehouse {

    private final ProductRepository products;
    private final LedgerRepository ledger;
    private final EntityManager entities;
    private final Clock clock;

    /** Locks and loads every product that a batch is about, so that each command finds its own in memory. */
    void lock(List<Command> commands) {
        products.lockAll(commands.stream()
                .filter(ProductCommand.class::isInstance)
                .map(command -> ((ProductCommand) command).productId())
                .distinct()
                .toArray(Long[]::new));
    }

    Event check(CheckStock command) {
        return withStock(command, product -> new StockChecked(command.sagaId(), command.orderId(), product.getPrice()));
    }

    Event take(UpdateStock command) {
        return withStock(command, product -> {
            entities.persist(product.take(command.quantity(), command.sagaId(), clock.instant()));
            return new StockUpdated(command.sagaId(), command.orderId());
        });
    }

    /** Puts back what the ledger says was taken, where it was taken from, also when the product is deleted by now. */
    Event restore(RestoreStock command) {
        LedgerEntry taken = ledger.findBySagaIdAndKind(command.sagaId(), Kind.DECREMENT)
                .orElseThrow(
                        () -> new IllegalStateException("the ledger has no decrement of saga " + command.sagaId()));
        Product product = products.findById(taken.getProductId())
                .orElseThrow(() -> new IllegalStateException("product " + taken.getProductId() + " is gone"));
        entities.persist(product.restore(taken, clock.instant()));
        return new StockRestored(command.sagaId(), command.orderId());
    }

    private Event withStock(ProductCommand command, Function<Product, Event> sell) {
        Product product = products.findById(command.productId())
                .filter(found -> !found.isDeleted())
                .orElse(null);
        if (product == null) {
            return command.refuse(FailureCode.PRODUCT_NOT_FOUND, "There is no product " + command.productId() + ".");
        }
        if (!product.has(command.quantity())) {
            return command.refuse(
                    FailureCode.INSUFFICIENT_STOCK,
                    "Of product " + command.productId() + " there are " + product.getQuantity() + ", the order needs "
                            + command.quantity() + ".");
        }
        return sell.apply(product);
    }
}
