package io.ordersaga.orchestrator.console;

import java.util.UUID;

/** A letter as somebody saw it, which is what they decided about. In forms it is {@code id:version}. */
record SeenLetter(UUID id, long version) {

    /** Spring looks for a method of this name to read a field of a form. */
    public static SeenLetter valueOf(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("no version");
        }
        return new SeenLetter(UUID.fromString(text.substring(0, colon)), Long.parseLong(text.substring(colon + 1)));
    }
}
