package io.ordersaga.rest;

import java.beans.PropertyEditorSupport;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * Takes whole numbers in paths and queries as JSON writes them, where Spring would read 0x1, #1, 01 and +1 as 1. Editors,
 * because Spring falls back to its own lenient ones when a converter refuses.
 */
@ControllerAdvice
class StrictNumbers {

    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,18})");

    @InitBinder
    void register(WebDataBinder binder) {
        List.of(long.class, Long.class).forEach(type -> binder.registerCustomEditor(type, new Strict(Long::valueOf)));
        List.of(int.class, Integer.class)
                .forEach(type -> binder.registerCustomEditor(type, new Strict(Integer::valueOf)));
    }

    private static final class Strict extends PropertyEditorSupport {

        private final Function<String, Number> parse;

        private Strict(Function<String, Number> parse) {
            this.parse = parse;
        }

        /** An optional parameter that is there but empty is one that is not given. */
        @Override
        public void setAsText(String text) {
            if (!text.isEmpty() && !WHOLE.matcher(text).matches()) {
                throw new NumberFormatException("'" + text + "' is not a whole number");
            }
            setValue(text.isEmpty() ? null : parse.apply(text));
        }
    }
}
