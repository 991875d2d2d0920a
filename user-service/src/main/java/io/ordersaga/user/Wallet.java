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
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What sagas ask of users' money. */
@Component
@RequiredArgsConstructor
class Wallet {

    private final UserRepository users;
    private final LedgerRepository ledger;
    private final Clock clock;

    /** Locks and loads every user that a batch is about, so that each command finds its own in memory. */
    void lock(List<Command> commands) {
        Set<Long> ids = commands.stream()
                .filter(UserCommand.class::isInstance)
                .map(command -> ((UserCommand) command).ownerId())
                .collect(Collectors.toSet());
        users.lockAll(ids);
    }

    Event check(CheckBalance command) {
        return withPayer(command, _ -> new BalanceChecked(command.sagaId(), command.orderId()));
    }

    Event debit(UpdateBalance command) {
        return withPayer(command, user -> {
            enter(user, Kind.DEBIT, command.amount().negate(), command.sagaId());
            return new BalanceUpdated(command.sagaId(), command.orderId());
        });
    }

    /** Gives back what the ledger says was debited, to whom it was debited, also when the user is deleted by now. */
    Event refund(RefundBalance command) {
        LedgerEntry debit = ledger.findBySagaIdAndKind(command.sagaId(), Kind.DEBIT)
                .orElseThrow(() -> new IllegalStateException("the ledger has no debit of saga " + command.sagaId()));
        User user = users.findById(debit.getUserId())
                .orElseThrow(() -> new IllegalStateException("user " + debit.getUserId() + " is gone"));
        enter(user, Kind.REFUND, debit.getAmount().negate(), command.sagaId());
        return new BalanceRefunded(command.sagaId(), command.orderId());
    }

    /** Changes a locked user's balance and says so in the ledger. */
    void enter(User user, Kind kind, BigDecimal amount, @Nullable UUID sagaId) {
        BigDecimal balance = user.change(amount);
        Long id = user.getId();
        if (id == null) {
            throw new IllegalStateException("a user is stored before its balance changes");
        }
        ledger.save(new LedgerEntry(id, kind, amount, balance, sagaId, clock.instant()));
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
