package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.console.Notes.Note;
import io.ordersaga.orchestrator.engine.StepRole;
import io.ordersaga.orchestrator.engine.StepStatus;
import io.ordersaga.orchestrator.order.SagaView;
import io.ordersaga.orchestrator.saga.LateAnswers.LateAnswer;
import io.ordersaga.orchestrator.saga.StepView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The commands and events of a saga as they happened, from top to bottom.
 *
 * @param lifelines the columns
 */
record Diagram(List<Lifeline> lifelines, List<Arrow> arrows, int height) {

    /** The orchestrator stands beside every service that it talks to. */
    private static final Map<String, Integer> COLUMNS =
            Map.of("order", 170, "orchestrator", 380, "product", 590, "user", 760);

    private static final int TOP = 60;
    private static final int ROW = 30;

    /** Who takes part. */
    record Lifeline(String name, int x) {}

    /** Something that happened, before it has its place. */
    private record Happening(Instant at, String from, String to, String text, String kind) {}

    static Diagram of(SagaView saga, List<Note> notes) {
        List<Happening> happenings = new ArrayList<>();
        saga.steps().forEach(step -> add(happenings, step));
        saga.lateAnswers().forEach(late -> happenings.add(late(late)));
        notes.forEach(note ->
                happenings.add(new Happening(note.at(), "orchestrator", "orchestrator", note.text(), note.kind())));
        happenings.sort(Comparator.comparing(Happening::at));
        List<Arrow> arrows = new ArrayList<>();
        happenings.forEach(happening -> arrows.add(arrow(happening, TOP + ROW * arrows.size())));
        return new Diagram(columns(), arrows, TOP + ROW * arrows.size());
    }

    private static List<Lifeline> columns() {
        return COLUMNS.entrySet().stream()
                .map(column -> new Lifeline(column.getKey(), column.getValue()))
                .sorted(Comparator.comparingInt(Lifeline::x))
                .toList();
    }

    private static void add(List<Happening> happenings, StepView step) {
        Instant sent = step.sentAt();
        if (sent == null) {
            return;
        }
        String name = step.command().inShort();
        happenings.add(command(step, sent, name + notDrawn(step), ""));
        int firstDrawn = step.attempts() - step.resentAt().size() + 1;
        for (int i = 0; i < step.resentAt().size(); i++) {
            String again = name + " again, " + Counted.ordinal(firstDrawn + i) + " try";
            happenings.add(command(step, step.resentAt().get(i), again, " again"));
        }
        Instant answered = step.answeredAt();
        if (answered != null) {
            happenings.add(new Happening(
                    answered, step.service(), "orchestrator", outcome(step), isRefused(step) ? "failure" : "success"));
        }
    }

    private static Happening command(StepView step, Instant at, String text, String repeat) {
        String kind = step.kind() == StepRole.COMPENSATION ? "undo" : "command";
        return new Happening(at, "orchestrator", step.service(), text, kind + repeat);
    }

    /** Of what was sent very often only the newest times are known. */
    private static String notDrawn(StepView step) {
        int missing = step.attempts() - 1 - step.resentAt().size();
        return missing > 0 ? " (and " + Counted.of(missing, "time") + " more)" : "";
    }

    private static boolean isRefused(StepView step) {
        return step.has(StepStatus.FAILED);
    }

    private static String outcome(StepView step) {
        @Nullable String code = step.failureCode();
        return isRefused(step) && code != null ? code : step.command().inShort() + " done";
    }

    private static Happening late(LateAnswer late) {
        String service = late.step().substring(0, Math.max(0, late.step().indexOf('.')));
        String times = late.times() > 1 ? " (" + late.times() + " times)" : "";
        return new Happening(
                late.firstAt(),
                service,
                "orchestrator",
                late.step() + "." + late.outcome() + " ignored" + times,
                "late");
    }

    private static Arrow arrow(Happening happening, int y) {
        return new Arrow(
                new Moments().time(happening.at()),
                column(happening.from()),
                column(happening.to()),
                y,
                happening.text(),
                happening.kind());
    }

    private static int column(String participant) {
        return COLUMNS.getOrDefault(participant, 0);
    }
}
