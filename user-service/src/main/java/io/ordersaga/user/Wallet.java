package io.ordersaga.user;

import io.ordersaga.messages.Command;
import io.ordersaga.messages.Event;
import io.ordersaga.messages.FailureCode;
import io.ordersaga.messages.user.UserCommand;
import io.ordersaga.messages.user.UserCommand.CheckBalance;
import io.ordersaga.messages.user.UserCommand.RefundBalance;
import io.ordersaga.messages.user.UserCommand.UpdateBalance;
import io.ordersaga.messages.user.UserEvent.BalanceChecked;
import io.ordersaga.messages.user.UserEvent.BalanceRefunded;
import io.ordersaga.messages.user.UserEvent.BalanceUpdated;
import io.ordersaga.user.LedgerEntry.Kind;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/** What sagas ask of users' money. */
@Component
@RequiredArgsConstructor
class Wallet {

    private final UserRepository users;
    private final LedgerRepository ledger;
    private final EntityManager entities;
    private final Clock clock;

    /** Locks and loads every user that a batch is about, so that each command finds its own in memory. */
    void lock(List<Command> commands) {
        users.lockAll(commands.stream()
                .filter(UserCommand.class::isInstance)
                .map(command -> ((UserCommand) command).ownerId())
                .distinct()
                .toArray(Long[]::new));
    }

    Event check(CheckBalance command) {
        return withPayer(command, _ -> new BalanceChecked(command.sagaId(), command.orderId()));
    }

    Event debit(UpdateBalance command) {
        return withPayer(command, user -> {
            entities.persist(user.debit(command.amount(), command.sagaId(), clock.instant()));
            return new BalanceUpdated(command.sagaId(), command.orderId());
        });
    }

    /** Gives back what the ledger says was debited, to whom it was debited, also when the user is deleted by now. */
    Event refund(RefundBalance command) {
        LedgerEntry debit = ledger.findBySagaIdAndKind(command.sagaId(), Kind.DEBIT)
                .orElseThrow(() -> new IllegalStateException("the ledger has no debit of saga " + command.sagaId()));
        User user = users.findById(debit.getUserId())
                .orElseThrow(() -> new IllegalStateException("user " + debit.getUserId() + " is gone"));
        entities.persist(user.refund(debit, clock.instant()));
        return new BalanceRefunded(command.sagaId(), command.orderId());
    }

    private Event withPayer(UserCommand command, Function<User, Event> pay) {
        User user = users.findById(command.ownerId())
                .filter(found -> !found.isDeleted())
                .orElse(null);
        if (user == null) {
            return command.refuse(FailureCode.USER_NOT_FOUND, "There is no user " + command.ownerId() + ".");
        }
        if (!user.canPay(command.amount())) {
            return command.refuse(
                    FailureCode.INSUFFICIENT_BALANCE,
                    "User " + command.ownerId() + " has " + user.getBalance() + ", the order costs "
                            + command.amount().toPlainString() + ".");
        }
        return pay.apply(user);
    }
}
