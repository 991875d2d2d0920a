package io.ordersaga.user;

import io.ordersaga.messages.Command;
import io.ordersaga.messages.FailureCode;
import io.ordersaga.messages.user.UserCommand.CheckBalance;
import io.ordersaga.messages.user.UserCommand.RefundBalance;
import io.ordersaga.messages.user.UserCommand.UpdateBalance;
import io.ordersaga.testing.holdings.Holdings;
import io.ordersaga.testing.rest.InvalidValues;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Users hold money; a unit is 19.99. */
record Users() implements Holdings {

    @Override
    public String word() {
        return "user";
    }

    @Override
    public String service() {
        return "user-service";
    }

    @Override
    public String table() {
        return "app_user";
    }

    @Override
    public String ledgerTable() {
        return "balance_ledger";
    }

    @Override
    public BigDecimal units(int count) {
        return new BigDecimal("19.99").multiply(BigDecimal.valueOf(count));
    }

    @Override
    public BigDecimal most() {
        return new BigDecimal("99999999999999999.99");
    }

    @Override
    public Map<String, String> fields(BigDecimal held) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("name", "\"Ada Lovelace\"");
        fields.put("email", "\"ada@example.org\"");
        fields.put("balance", held.toPlainString());
        return fields;
    }

    @Override
    public Map<String, List<String>> invalidFields() {
        List<String> noAddress = Stream.of("ada", "ada@", "@example.org", "ada example@org", "ada@exa mple.org")
                .map(address -> "\"" + address + "\"")
                .toList();
        return Map.of("name", InvalidValues.TEXT, "email", noAddress, "balance", InvalidValues.MONEY);
    }

    @Override
    public String held() {
        return "balance";
    }

    @Override
    public Addition addition() {
        return new Addition("deposit", "amount", "balance-too-large");
    }

    @Override
    public LedgerFields ledgerFields() {
        return new LedgerFields(
                "amount", "balance_after", List.of("OPENING", "DEPOSIT", "DEBIT", "REFUND", "ADJUSTMENT"));
    }

    @Override
    public Command check(UUID saga, long id, int units) {
        return new CheckBalance(saga, saga, id, units(units));
    }

    @Override
    public Command take(UUID saga, long id, int units) {
        return new UpdateBalance(saga, saga, id, units(units));
    }

    @Override
    public Command giveBack(UUID saga, long id, int units) {
        return new RefundBalance(saga, saga, id, units(units));
    }

    @Override
    public Refusals refusals() {
        return new Refusals(FailureCode.USER_NOT_FOUND, FailureCode.INSUFFICIENT_BALANCE);
    }
}
