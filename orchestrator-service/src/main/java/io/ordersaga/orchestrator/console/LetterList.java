package io.ordersaga.orchestrator.console;

import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The list of letters that somebody came from, and goes back to.
 *
 * @param cause null when it is not known: then it is the list of all causes
 * @param saga whose letters alone are listed; null for those of all
 * @param open whether only those are listed that were never sent again; null, as when a form leaves it out, when not
 */
record LetterList(
        @Nullable @Pattern(regexp = "[0-9a-f]{32}") String cause,
        @Nullable UUID saga,
        @Nullable Boolean open) {}
