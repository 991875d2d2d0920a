package io.ordersaga.orchestrator.audit;

import io.ordersaga.messages.TimeOrderedId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Merges four lists, each ordered by saga id, into what they say of each saga. Holds one line of each in memory. */
final class Dossiers implements Iterator<Dossier> {

    private final Head<SagaLine> sagas;
    private final Head<Entry> money;
    private final Head<Entry> stock;
    private final Head<OrderLine> orders;

    Dossiers(Iterator<SagaLine> sagas, Iterator<Entry> money, Iterator<Entry> stock, Iterator<OrderLine> orders) {
        this.sagas = new Head<>(sagas);
        this.money = new Head<>(money);
        this.stock = new Head<>(stock);
        this.orders = new Head<>(orders);
    }

    @Override
    public boolean hasNext() {
        return lowest() != null;
    }

    @Override
    public Dossier next() {
        UUID id = lowest();
        if (id == null) {
            throw new NoSuchElementException();
        }
        return new Dossier(id, only(sagas.take(id)), money.take(id), stock.take(id), only(orders.take(id)));
    }

    private @Nullable UUID lowest() {
        return Stream.of(money, stock, orders, sagas)
                .map(Head::id)
                .filter(Objects::nonNull)
                .min(TimeOrderedId.ORDER)
                .orElse(null);
    }

    /** A saga's id is unique among the sagas, and among the orders. */
    private static <T> @Nullable T only(List<T> lines) {
        if (lines.size() > 1) {
            throw new IllegalStateException("there are two of one saga: " + lines);
        }
        return lines.isEmpty() ? null : lines.getFirst();
    }

    /** The first line of a list that was not taken yet. */
    private static final class Head<T extends OfSaga> {

        private final Iterator<T> rest;
        private @Nullable T line;

        Head(Iterator<T> rest) {
            this.rest = rest;
            advance();
        }

        @Nullable
        UUID id() {
            return line == null ? null : line.sagaId();
        }

        List<T> take(UUID id) {
            if (line == null || !line.sagaId().equals(id)) {
                return List.of();
            }
            List<T> taken = new ArrayList<>(2);
            while (line != null && line.sagaId().equals(id)) {
                taken.add(line);
                advance();
            }
            return taken;
        }

        /** @throws IllegalStateException when the list is not in order: what follows would be missed */
        private void advance() {
            T before = line;
            line = rest.hasNext() ? rest.next() : null;
            if (before != null && line != null && TimeOrderedId.ORDER.compare(before.sagaId(), line.sagaId()) > 0) {
                throw new IllegalStateException("a list is not ordered by saga id: " + before + " before " + line);
            }
        }
    }
}
