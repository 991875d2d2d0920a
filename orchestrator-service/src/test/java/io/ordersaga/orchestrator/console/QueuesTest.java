package io.ordersaga.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.ordersaga.orchestrator.console.Queues.Depth;
import io.ordersaga.orchestrator.saga.SagaDefinitions;
import java.net.ConnectException;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.AmqpConnectException;
import org.springframework.amqp.core.AmqpAdmin;
import org.springframework.amqp.core.QueueInformation;

/** How the broker is asked about its queues. */
class QueuesTest {

    private final AmqpAdmin broker = mock(AmqpAdmin.class);
    private final SagaDefinitions definitions = mock(SagaDefinitions.class);
    private Queues queues;

    @BeforeEach
    void ofAllServices() {
        when(definitions.services()).thenReturn(Set.of("order", "product", "user"));
        queues = new Queues(broker, definitions, Clock.systemUTC());
    }

    @Test
    void a_broker_that_cannot_be_reached_is_asked_about_one_queue_alone() {
        when(broker.getQueueInfo(anyString())).thenThrow(new AmqpConnectException(new ConnectException("away")));

        assertThat(queues.known().answer())
                .hasSize(5)
                .allSatisfy(depth -> assertThat(depth.trouble()).isEqualTo("the broker cannot be reached"));
        verify(broker, times(1)).getQueueInfo(anyString());
    }

    @Test
    void a_queue_that_is_missing_hides_no_other() {
        when(broker.getQueueInfo("user-service.commands"))
                .thenReturn(new QueueInformation("user-service.commands", 7, 1));

        assertThat(queues.known().answer())
                .filteredOn(depth -> Queues.NO_QUEUE.equals(depth.trouble()))
                .hasSize(4);
        assertThat(queues.ofService("user")).hasValue(new Depth("user-service.commands", 7, 1, null));
    }
}
