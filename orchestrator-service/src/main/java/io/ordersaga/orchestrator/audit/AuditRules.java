package io.ordersaga.orchestrator.audit;

import io.ordersaga.messages.Step;
import io.ordersaga.messages.order.OrderCommand.CreateOrder;
import io.ordersaga.messages.order.OrderCommand.UpdateStatus;
import io.ordersaga.orchestrator.engine.StepRole;
import io.ordersaga.orchestrator.order.OrderData;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Promise P2 as a pure function: what the services say of one saga, to what of it cannot be. A completed saga has
 * exactly one debit, one decrement and a SUCCESS order; a failed one a net effect of zero and a FAILED order, or none; a
 * running one what its steps explain.
 */
final class AuditRules {

    private static final Step CREATE = Step.of(CreateOrder.class);
    private static final Step END = Step.of(UpdateStatus.class);

    private final Dossier dossier;
    private final List<Finding> findings = new ArrayList<>();

    private AuditRules(Dossier dossier) {
        this.dossier = dossier;
    }

    static List<Finding> judge(Dossier dossier) {
        AuditRules rules = new AuditRules(dossier);
        if (dossier.saga() == null) {
            rules.judgeWithoutSaga();
        } else if (dossier.saga().ofOrder()) {
            rules.judge(dossier.saga());
        }
        return rules.findings;
    }

    private void judgeWithoutSaga() {
        Stream.concat(
                        dossier.money().stream().map(Holding.MONEY::describe),
                        dossier.stock().stream().map(Holding.STOCK::describe))
                .reduce((one, other) -> one + " and " + other)
                .ifPresent(entries -> found(
                        FindingKind.ENTRIES_WITHOUT_SAGA,
                        "Nobody knows this saga, and the ledgers have " + entries + " for it."));
        OrderLine order = dossier.order();
        if (order != null && !order.announced()) {
            found(
                    FindingKind.ORDER_WITHOUT_SAGA,
                    "Nobody knows the saga of this " + order.status() + " order, and it is not announced again.");
        }
    }

    private void judge(SagaLine saga) {
        OrderData order = saga.order();
        if (order == null) {
            found(
                    FindingKind.SAGA_UNREADABLE,
                    "The saga's row is damaged: what it knows of its order, or its steps, cannot be read.");
            return;
        }
        new HoldingRules(Holding.MONEY, saga, order.ownerId(), order.total()).judge(dossier.money(), this::found);
        new HoldingRules(Holding.STOCK, saga, order.productId(), BigDecimal.valueOf(order.quantity()))
                .judge(dossier.stock(), this::found);
        if (dossier.order() == null) {
            judgeMissingOrder(saga);
        } else {
            judgeOrder(saga, order, dossier.order());
        }
    }

    private void judgeMissingOrder(SagaLine saga) {
        boolean wasThere =
                switch (saga.status()) {
                    case COMPLETED -> true;
                    case FAILED, STARTED, COMPENSATING -> saga.succeeded(CREATE, StepRole.ACTION);
                };
        if (wasThere) {
            found(FindingKind.ORDER_MISSING, "The saga is " + saga.status() + ", and its order is not there.");
        }
    }

    private void judgeOrder(SagaLine saga, OrderData order, OrderLine line) {
        if (!line.orderId().equals(order.orderId())) {
            differs(saga, "its order is " + line.orderId() + " at the order service");
        }
        boolean finished = saga.status().isFinished();
        switch (line.status()) {
            case PENDING -> {
                if (finished) {
                    found(
                            FindingKind.ORDER_PENDING,
                            "The saga is " + saga.status() + ", and its order is still PENDING.");
                }
            }
            case SUCCESS -> {
                if (!maySucceed(saga)) {
                    differs(saga, "its order is SUCCESS");
                } else if (differ(line.totalPrice(), order.total())) {
                    differs(saga, "its order costs " + shown(line.totalPrice()) + " and not " + shown(order.total()));
                }
            }
            case FAILED -> {
                if (!mayFail(saga)) {
                    differs(saga, "its order is FAILED");
                }
            }
        }
    }

    private static boolean maySucceed(SagaLine saga) {
        return switch (saga.status()) {
            case COMPLETED -> true;
            case FAILED -> false;
            case STARTED, COMPENSATING -> saga.sent(END, StepRole.ACTION);
        };
    }

    private static boolean mayFail(SagaLine saga) {
        return switch (saga.status()) {
            case COMPLETED -> false;
            case FAILED -> true;
            case STARTED, COMPENSATING -> saga.sent(END, StepRole.COMPENSATION);
        };
    }

    private static boolean differ(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null || other == null || one.compareTo(other) != 0;
    }

    private static String shown(@Nullable BigDecimal amount) {
        return amount == null ? "an unknown amount" : amount.toPlainString();
    }

    private void differs(SagaLine saga, String how) {
        found(FindingKind.ORDER_DIFFERS, "The saga is " + saga.status() + ", and " + how + ".");
    }

    private void found(FindingKind kind, String sentence) {
        findings.add(new Finding(dossier.sagaId(), dossier.orderId(), kind.name(), sentence));
    }
}
