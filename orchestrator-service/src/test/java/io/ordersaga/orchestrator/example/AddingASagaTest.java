package io.ordersaga.orchestrator.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.messages.Done;
import io.ordersaga.messages.Event;
import io.ordersaga.messages.Failure;
import io.ordersaga.messages.Step;
import io.ordersaga.orchestrator.engine.Decision;
import io.ordersaga.orchestrator.engine.Moment;
import io.ordersaga.orchestrator.engine.SagaEngine;
import io.ordersaga.orchestrator.engine.SagaStatus;
import io.ordersaga.orchestrator.engine.Trigger;
import io.ordersaga.orchestrator.example.ParcelSaga.BookVan;
import io.ordersaga.orchestrator.example.ParcelSaga.FreeVan;
import io.ordersaga.orchestrator.example.ParcelSaga.HandOver;
import io.ordersaga.orchestrator.example.ParcelSaga.Parcel;
import io.ordersaga.orchestrator.example.ParcelSaga.ParcelWeighed;
import io.ordersaga.orchestrator.example.ParcelSaga.Weigh;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A saga that somebody adds is its definition, and can be tried without a broker or a database. */
class AddingASagaTest {

    private static final UUID SAGA = UUID.fromString("01a20790-0000-7000-8000-000000000001");
    private static final UUID PARCEL = UUID.fromString("01a20790-0000-7000-8000-000000000002");
    private static final Moment NOW = new Moment(Instant.parse("2030-01-01T00:00:00Z"), 0);

    private final SagaEngine<Parcel> engine = new SagaEngine<>(ParcelSaga.definition());

    @Test
    void a_parcel_that_is_handed_over_is_billed_and_done() {
        Decision<Parcel> at = engine.start(new Parcel(SAGA, PARCEL, null), NOW);
        assertThat(at.commands()).containsExactly(new Weigh(SAGA, PARCEL));

        at = answered(at, new ParcelWeighed(SAGA, PARCEL, 900));
        assertThat(at.commands()).containsExactly(new BookVan(SAGA, PARCEL, 900));

        at = answered(at, new Done(SAGA, PARCEL));
        at = answered(at, new Done(SAGA, PARCEL));
        at = answered(at, new Done(SAGA, PARCEL));
        assertThat(at.commands()).isEmpty();
        assertThat(at.state().status()).isEqualTo(SagaStatus.COMPLETED);
    }

    @Test
    void a_parcel_that_cannot_be_handed_over_frees_its_van() {
        Decision<Parcel> at = engine.start(new Parcel(SAGA, PARCEL, null), NOW);
        at = answered(at, new ParcelWeighed(SAGA, PARCEL, 900));
        at = answered(at, new Done(SAGA, PARCEL));
        assertThat(at.commands()).containsExactly(new HandOver(SAGA, PARCEL));

        at = answered(at, new Failure(SAGA, PARCEL, "LOST", "It is not in the depot."));
        assertThat(at.commands()).containsExactly(new FreeVan(SAGA, PARCEL));

        at = answered(at, new Done(SAGA, PARCEL));
        assertThat(at.state().status()).isEqualTo(SagaStatus.FAILED);
        assertThat(at.state().failure()).extracting("code").isEqualTo("LOST");
    }

    private Decision<Parcel> answered(Decision<Parcel> before, Event event) {
        Step step = before.state().waiting().orElseThrow().step();
        return engine.on(before.state(), new Trigger.Answered(step, event), NOW);
    }
}
