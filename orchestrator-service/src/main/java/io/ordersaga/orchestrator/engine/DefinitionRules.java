package io.ordersaga.orchestrator.engine;

import io.ordersaga.messages.Step;
import io.ordersaga.messages.Success;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What every saga definition must keep to; each broken rule is told in a sentence. */
final class DefinitionRules {

    private DefinitionRules() {}

    static <D> List<String> brokenBy(List<StepDefinition<D>> steps, List<Step> withNothingToUndo) {
        List<String> broken = new ArrayList<>();
        if (steps.isEmpty()) {
            broken.add("It has no steps.");
        }
        Set<Step> seen = new HashSet<>();
        boolean pastPivot = false;
        for (StepDefinition<D> step : steps) {
            if (!seen.add(step.step())) {
                broken.add("Step " + step.step() + " occurs twice, and a step's identity is its action.");
            }
            if (step.kind() == StepKind.PIVOT && pastPivot) {
                broken.add("Step " + step.step() + " is a second pivot.");
            }
            if (step.kind() == StepKind.COMPENSATABLE && pastPivot) {
                broken.add("Step " + step.step() + " can be refused after the pivot; make it retriable.");
            }
            if (step.kind() == StepKind.RETRIABLE && !pastPivot) {
                broken.add("Step " + step.step() + " is retriable before any pivot.");
            }
            if (step.kind() == StepKind.COMPENSATABLE
                    && step.compensation() == null
                    && !withNothingToUndo.contains(step.step())) {
                broken.add("Step " + step.step() + " says neither how it is undone nor that there is nothing to undo.");
            }
            pastPivot |= step.kind() == StepKind.PIVOT;
            broken.addAll(brokenBy(step));
        }
        compensationsUsedTwice(steps)
                .forEach(twice -> broken.add("Compensation " + twice + " undoes two steps, and it is sent once."));
        return broken;
    }

    private static List<String> brokenBy(StepDefinition<?> step) {
        List<String> broken = new ArrayList<>();
        Class<? extends Success> answer = step.answer().type();
        if (answer != Success.class && !Step.of(answer).equals(step.step())) {
            broken.add("Step " + step.step() + " learns from " + Step.of(answer)
                    + ", which does not answer it: its own answer would go unhandled.");
        }
        if (step.compensation() != null
                && !step.compensation().step().service().equals(step.step().service())) {
            broken.add("Step " + step.step() + " is undone by "
                    + step.compensation().step()
                    + ", another service, which cannot know whether the step had an effect.");
        }
        return broken;
    }

    private static <D> Set<Step> compensationsUsedTwice(List<StepDefinition<D>> steps) {
        Set<Step> seen = new HashSet<>();
        return steps.stream()
                .map(StepDefinition::compensation)
                .filter(Objects::nonNull)
                .map(StepDefinition.Compensation::step)
                .filter(step -> !seen.add(step))
                .collect(Collectors.toSet());
    }
}
