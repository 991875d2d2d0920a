package io.ordersaga.product;

import io.ordersaga.messages.Command;
import io.ordersaga.messages.FailureCode;
import io.ordersaga.messages.product.ProductCommand.CheckStock;
import io.ordersaga.messages.product.ProductCommand.RestoreStock;
import io.ordersaga.messages.product.ProductCommand.UpdateStock;
import io.ordersaga.testing.holdings.Holdings;
import io.ordersaga.testing.rest.InvalidValues;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Products hold pieces; a unit is one of them. */
record Products() implements Holdings {

    @Override
    public String word() {
        return "product";
    }

    @Override
    public String service() {
        return "product-service";
    }

    @Override
    public String table() {
        return "product";
    }

    @Override
    public String ledgerTable() {
        return "stock_ledger";
    }

    @Override
    public BigDecimal units(int count) {
        return BigDecimal.valueOf(count);
    }

    @Override
    public BigDecimal most() {
        return BigDecimal.valueOf(Integer.MAX_VALUE);
    }

    @Override
    public Map<String, String> fields(BigDecimal held) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("name", "\"Analytical Engine\"");
        fields.put("description", "\"Brass, hand-cranked\"");
        fields.put("price", "19.99");
        fields.put("quantity", held.toPlainString());
        return fields;
    }

    @Override
    public Map<String, List<String>> invalidFields() {
        List<String> noDescription = List.of("null", "5", "{}", "\"a\\u0000b\"", "\"" + "x".repeat(4001) + "\"");
        return Map.of(
                "name", InvalidValues.TEXT,
                "description", noDescription,
                "price", InvalidValues.MONEY,
                "quantity", InvalidValues.COUNT);
    }

    @Override
    public String held() {
        return "quantity";
    }

    @Override
    public Addition addition() {
        return new Addition("restock", "quantity", "stock-too-large");
    }

    @Override
    public LedgerFields ledgerFields() {
        return new LedgerFields(
                "pieces", "quantity_after", List.of("OPENING", "RESTOCK", "DECREMENT", "RESTORE", "ADJUSTMENT"));
    }

    @Override
    public Command check(UUID saga, long id, int units) {
        return new CheckStock(saga, saga, id, units);
    }

    @Override
    public Command take(UUID saga, long id, int units) {
        return new UpdateStock(saga, saga, id, units);
    }

    @Override
    public Command giveBack(UUID saga, long id, int units) {
        return new RestoreStock(saga, saga, id, units);
    }

    @Override
    public Refusals refusals() {
        return new Refusals(FailureCode.PRODUCT_NOT_FOUND, FailureCode.INSUFFICIENT_STOCK);
    }
}
