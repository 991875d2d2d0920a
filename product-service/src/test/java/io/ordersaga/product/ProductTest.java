package io.ordersaga.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.ordersaga.product.LedgerEntry.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.util.ReflectionTestUtils;

class ProductTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");
    private static final UUID SAGA = UUID.fromString("0193577a-3b1c-7000-8000-000000000001");

    private final Product engine = stored(engine(10));

    @Test
    void begins_with_an_entry_of_the_opening_stock() {
        assertThat(engine.opening(NOW)).usingRecursiveComparison().isEqualTo(entry(1, Kind.OPENING, 10, 10, null));
    }

    @Test
    void has_what_is_there_and_no_more() {
        assertThat(engine.has(10)).isTrue();
        assertThat(engine.has(11)).isFalse();
    }

    @Test
    void holds_what_an_integer_can_say() {
        assertThat(engine.canHold(Integer.MAX_VALUE - 10)).isTrue();
        assertThat(engine.canHold(Integer.MAX_VALUE - 9)).isFalse();
    }

    @Test
    void numbers_its_entries_and_each_tells_the_stock_after_it() {
        LedgerEntry taken = engine.take(4, SAGA, NOW);

        assertThat(taken).usingRecursiveComparison().isEqualTo(entry(2, Kind.DECREMENT, -4, 6, SAGA));
        assertThat(engine.restock(5, null, NOW))
                .usingRecursiveComparison()
                .isEqualTo(entry(3, Kind.RESTOCK, 5, 11, null));
        assertThat(engine.restore(taken, NOW))
                .usingRecursiveComparison()
                .isEqualTo(entry(4, Kind.RESTORE, 4, 15, SAGA));
        assertThat(engine.adjust(0, NOW))
                .get()
                .usingRecursiveComparison()
                .isEqualTo(entry(5, Kind.ADJUSTMENT, -15, 0, null));
        assertThat(engine.getQuantity()).isZero();
    }

    @Test
    void an_adjustment_to_what_is_there_is_none() {
        assertThat(engine.adjust(10, NOW)).isEmpty();
        assertThat(engine.getLedgerEntries()).isEqualTo(1);
    }

    @Test
    void is_never_oversold() {
        assertThatIllegalStateException().isThrownBy(() -> engine.take(11, SAGA, NOW));
        assertThat(engine.getQuantity()).isEqualTo(10);
        assertThat(engine.getLedgerEntries()).isEqualTo(1);
    }

    @Test
    void pieces_are_put_back_beside_any_stock() {
        LedgerEntry taken = engine.take(10, SAGA, NOW);
        engine.adjust(Product.MOST, NOW);

        assertThat(engine.restore(taken, NOW).getQuantityAfter()).isEqualTo(2_147_483_657L);
    }

    @Test
    void a_new_description_leaves_the_stock_alone() {
        engine.describe("Difference Engine", "Iron", new BigDecimal("5.00"));

        assertThat(engine.getPrice()).isEqualByComparingTo("5.00");
        assertThat(engine.getQuantity()).isEqualTo(10);
    }

    @Test
    void has_no_entries_before_it_is_stored() {
        assertThatNullPointerException()
                .isThrownBy(() -> engine(1).opening(NOW))
                .withMessageContaining("stored");
    }

    private static Product engine(long stock) {
        return new Product("Analytical Engine", "Brass", new BigDecimal("19.99"), stock);
    }

    private static Product stored(Product product) {
        ReflectionTestUtils.setField(product, "id", 7L);
        return product;
    }

    private static LedgerEntry entry(int number, Kind kind, long pieces, long after, UUID saga) {
        return new LedgerEntry(7, number, kind, pieces, after, saga, NOW, null);
    }
}
