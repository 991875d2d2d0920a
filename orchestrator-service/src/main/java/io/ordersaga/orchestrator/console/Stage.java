package io.ordersaga.orchestrator.console;

import io.ordersaga.messaging.trace.CurrentTrace;
import io.ordersaga.orchestrator.console.Shop.NewProduct;
import io.ordersaga.orchestrator.console.Shop.NewUser;
import io.ordersaga.orchestrator.order.OrderIntake;
import io.ordersaga.orchestrator.order.OrderRequest;
import io.ordersaga.orchestrator.saga.SagaOperations;
import io.ordersaga.rest.Problems;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Places orders for people, and plays every outcome with a user and a product made for it. */
@Component
class Stage {

    private static final BigDecimal PRICE = new BigDecimal("19.99");
    private static final BigDecimal RICH = new BigDecimal("1000.00");
    private static final int RIVALS = 8;

    private final Shop shop;
    private final OrderIntake intake;
    private final SagaOperations operations;
    private final TransactionTemplate transaction;

    Stage(Shop shop, OrderIntake intake, SagaOperations operations, PlatformTransactionManager transactions) {
        this.shop = shop;
        this.intake = intake;
        this.operations = operations;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * @param key of the form, so that one that is sent twice counts once
     * @return the saga that works on the order, be it an earlier one
     */
    UUID place(OrderRequest order, UUID key) {
        OrderIntake.Asked asked =
                new OrderIntake.Asked(OrderIntake.newSagaId(), order, key.toString(), CurrentTrace.get());
        return switch (intake.accept(List.of(asked)).getFirst()) {
            case OrderIntake.Accepted accepted -> accepted.sagaId();
            case OrderIntake.KeyInUse(UUID earlier) ->
                throw Problems.unprocessable(
                        "form-sent-before",
                        "Nothing was done: this page has placed another order before, whose saga is " + earlier
                                + ". Open the page anew to place one more.");
        };
    }

    private UUID place(OrderRequest order) {
        return place(List.of(order)).getFirst();
    }

    private List<UUID> place(List<OrderRequest> orders) {
        List<OrderIntake.Asked> asked = orders.stream()
                .map(order -> asked(OrderIntake.newSagaId(), order))
                .toList();
        intake.accept(asked);
        return asked.stream().map(OrderIntake.Asked::sagaId).toList();
    }

    private static OrderIntake.Asked asked(UUID saga, OrderRequest order) {
        return new OrderIntake.Asked(saga, order, null, CurrentTrace.get());
    }

    /** Places an order that would succeed, once something was done about its saga. */
    UUID playAfter(Consumer<UUID> beforehand) {
        UUID saga = OrderIntake.newSagaId();
        OrderRequest order = new OrderRequest(product(10), user(RICH), 2);
        beforehand.accept(saga);
        intake.accept(List.of(asked(saga, order)));
        return saga;
    }

    UUID play(Scenario scenario) {
        return switch (scenario) {
            case SUCCESS -> place(new OrderRequest(product(10), user(RICH), 2));
            case UNKNOWN_PRODUCT -> place(new OrderRequest(deletedProduct(), user(RICH), 1));
            case SHORT_STOCK -> place(new OrderRequest(product(1), user(RICH), 5));
            case SHORT_BALANCE -> place(new OrderRequest(product(10), user(BigDecimal.ONE), 1));
            case SOLD_IN_BETWEEN -> placeRivals();
            case CANCEL -> placeAndCancel();
        };
    }

    /** Their steps go side by side, so that all have paid before the first takes the last piece. */
    private UUID placeRivals() {
        OrderRequest order = new OrderRequest(product(1), user(RICH), 1);
        return place(Stream.generate(() -> order).limit(RIVALS).toList()).getLast();
    }

    /** In one transaction, so that the order cannot be faster. */
    private UUID placeAndCancel() {
        OrderRequest order = new OrderRequest(product(10), user(RICH), 1);
        return transaction.execute(_ -> {
            UUID saga = place(order);
            operations.cancel(saga);
            return saga;
        });
    }

    private long user(BigDecimal balance) {
        return shop.create(new NewUser("Ada Lovelace", "ada@example.org", balance));
    }

    private long product(int quantity) {
        return shop.create(new NewProduct("Analytical Engine", "Made for a scenario", PRICE, quantity));
    }

    private long deletedProduct() {
        long product = product(1);
        shop.delete(product);
        return product;
    }
}
