package io.ordersaga.orchestrator.engine;

import java.util.List;

/** Draws a saga from its definition, as Mermaid text, so that the picture cannot differ from what runs. */
public final class SagaDiagram {

    private SagaDiagram() {}

    /** A flowchart: the way forward from top to bottom, and beside it how each step is undone. */
    public static String of(SagaDefinition<?> definition) {
        StringBuilder diagram = new StringBuilder("flowchart TB\n");
        List<? extends StepDefinition<?>> steps = definition.steps();
        line(diagram, "start([STARTED]) --> s1");
        for (int i = 1; i <= steps.size(); i++) {
            StepDefinition<?> step = steps.get(i - 1);
            line(diagram, "s" + i + node(step));
            line(diagram, "s" + i + " -->|success| " + (i == steps.size() ? "done([COMPLETED])" : "s" + (i + 1)));
            if (step.kind() == StepKind.RETRIABLE) {
                line(diagram, "s" + i + " -->|no success yet| s" + i);
            } else {
                line(diagram, "s" + i + " -.->|failure| " + undoOfEarlier(steps, i));
            }
            if (step.compensation() != null) {
                line(diagram, "s" + i + " -.->|turned back| u" + i);
                line(diagram, "u" + i + "[/" + step.compensation().step() + "/]");
                line(diagram, "u" + i + " --> " + undoOfEarlier(steps, i));
            }
        }
        return diagram.toString();
    }

    private static String node(StepDefinition<?> step) {
        String text = "\"" + step.step() + "\"";
        return switch (step.kind()) {
            case COMPENSATABLE -> "[" + text + "]";
            case PIVOT -> "{{" + text + "}}";
            case RETRIABLE -> "([" + text + "])";
        };
    }

    /** Where the way back goes on from a step that had no effect or is undone. */
    private static String undoOfEarlier(List<? extends StepDefinition<?>> steps, int from) {
        for (int i = from - 1; i >= 1; i--) {
            if (steps.get(i - 1).compensation() != null) {
                return "u" + i;
            }
        }
        return "failed([FAILED])";
    }

    private static void line(StringBuilder diagram, String text) {
        diagram.append("    ").append(text).append('\n');
    }
}
