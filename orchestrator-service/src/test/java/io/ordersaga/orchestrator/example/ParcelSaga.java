package io.ordersaga.orchestrator.example;

import io.ordersaga.messages.Address;
import io.ordersaga.messages.Command;
import io.ordersaga.messages.Success;
import io.ordersaga.orchestrator.engine.SagaDefinition;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A saga of another kind on the same engine: a parcel is weighed, a van is booked, the driver takes it, it is billed. */
final class ParcelSaga {

    /** What the saga knows; the weight is learned on the way. */
    record Parcel(UUID sagaId, UUID orderId, @Nullable Integer grams) {
        Parcel weighing(ParcelWeighed weighed) {
            return new Parcel(sagaId, orderId, weighed.grams());
        }
    }

    @Address(service = "depot", action = "weigh")
    record Weigh(UUID sagaId, UUID orderId) implements Command {}

    @Address(service = "depot", action = "weigh")
    record ParcelWeighed(UUID sagaId, UUID orderId, int grams) implements Success {}

    @Address(service = "fleet", action = "book_van")
    record BookVan(UUID sagaId, UUID orderId, int grams) implements Command {}

    @Address(service = "fleet", action = "free_van")
    record FreeVan(UUID sagaId, UUID orderId) implements Command {
        @Override
        public Class<BookVan> undoes() {
            return BookVan.class;
        }
    }

    @Address(service = "depot", action = "hand_over")
    record HandOver(UUID sagaId, UUID orderId) implements Command {}

    @Address(service = "billing", action = "bill")
    record Bill(UUID sagaId, UUID orderId) implements Command {
        @Override
        public boolean mustSucceed() {
            return true;
        }
    }

    private ParcelSaga() {}

    static SagaDefinition<Parcel> definition() {
        return SagaDefinition.named("parcel", 1, Parcel.class)
                .step(Weigh.class, parcel -> new Weigh(parcel.sagaId(), parcel.orderId()))
                .learning(ParcelWeighed.class, Parcel::weighing)
                .nothingToUndo()
                .step(BookVan.class, parcel -> new BookVan(parcel.sagaId(), parcel.orderId(), parcel.grams()))
                .undoneBy(FreeVan.class, parcel -> new FreeVan(parcel.sagaId(), parcel.orderId()))
                .pivot(HandOver.class, parcel -> new HandOver(parcel.sagaId(), parcel.orderId()))
                .retriable(Bill.class, parcel -> new Bill(parcel.sagaId(), parcel.orderId()))
                .build();
    }
}
