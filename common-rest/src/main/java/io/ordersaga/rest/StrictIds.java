package io.ordersaga.rest;

import java.beans.PropertyEditorSupport;
import java.util.UUID;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * Takes UUIDs in paths and queries as RFC 9562 writes them, in either case, where Java would read 1-1-1-1-1 as one and
 * Spring a blank as none.
 */
@ControllerAdvice
class StrictIds {

    @InitBinder
    void register(WebDataBinder binder) {
        binder.registerCustomEditor(UUID.class, new Strict());
    }

    private static final class Strict extends PropertyEditorSupport {

        /** An optional parameter that is there but empty is one that is not given. */
        @Override
        public void setAsText(String text) {
            setValue(text.isEmpty() ? null : read(text));
        }

        private static UUID read(String text) {
            UUID id = UUID.fromString(text);
            if (!id.toString().equalsIgnoreCase(text)) {
                throw new IllegalArgumentException("'" + text + "' is not a UUID as it is written");
            }
            return id;
        }
    }
}
