package io.ordersaga.orchestrator.engine;

import io.ordersaga.messages.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
        }
        return broken;
    }
}
