package io.ordersaga.orchestrator.audit;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * What a saga did to the money of a user or the stock of a product, as the ledger says.
 *
 * @param account the user or the product
 * @param kind the ledger's word: DEBIT, REFUND, DECREMENT, RESTORE
 * @param change signed
 */
record Entry(UUID sagaId, long account, String kind, BigDecimal change) implements OfSaga {}
