package io.ordersaga.orchestrator.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.orchestrator.engine.RetryPolicy;
import io.ordersaga.orchestrator.engine.SagaDiagram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The picture in the documents is the saga that runs. */
class OrderSagaDiagramTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "order-saga.md");
    private static final String BEGIN = "```mermaid\n";
    private static final String END = "```";

    @Test
    void the_diagram_in_the_documents_is_drawn_from_the_definition() throws IOException {
        String drawn = SagaDiagram.of(OrderSaga.definition(
                Duration.ofMinutes(15), new RetryPolicy(Duration.ofSeconds(5), Duration.ofMinutes(1), 0.2, 8)));
        String document = Files.readString(DOCUMENT);
        int begin = document.indexOf(BEGIN) + BEGIN.length();
        int end = document.indexOf(END, begin);
        if (Boolean.getBoolean("update.docs")) {
            Files.writeString(DOCUMENT, document.substring(0, begin) + drawn + document.substring(end));
        }

        assertThat(Files.readString(DOCUMENT))
                .as("run this test with -Dupdate.docs=true to draw it anew")
                .contains(BEGIN + drawn + END);
    }
}
