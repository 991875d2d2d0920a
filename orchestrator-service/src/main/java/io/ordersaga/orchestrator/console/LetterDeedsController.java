package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.console.LetterDesk.Result;
import io.ordersaga.orchestrator.console.LettersAhead.Ahead;
import io.ordersaga.orchestrator.console.WholeCause.Progress;
import io.ordersaga.orchestrator.deadletter.DeadLetterCauses;
import io.ordersaga.orchestrator.operator.Operator;
import io.ordersaga.rest.Problems;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Dead letters are sent again or thrown away: first it is shown what would be done, then it is, with name and reason. */
@Controller
@RequestMapping("/console/dead-letters")
@RequiredArgsConstructor
class LetterDeedsController {

    private final LettersAhead ahead;
    private final LetterDesk desk;
    private final WholeCause wholeCause;
    private final DeadLetterCauses causes;

    /** Nothing is done yet. */
    @GetMapping("/{cause}/chosen")
    String askOfChosen(
            @Valid @ModelAttribute("from") LetterList from,
            @RequestParam String what,
            @RequestParam(required = false) @Nullable List<UUID> letter,
            @CookieValue(name = OperatorCookie.NAME, required = false) @Nullable String who,
            Model page) {
        page.addAttribute("who", OperatorCookie.read(who));
        return ask(from, ahead.ofChosen(LetterDeed.of(what), letter == null ? List.of() : letter), page);
    }

    /** Nothing is done yet. */
    @GetMapping("/{cause}/all")
    String askOfAll(
            @PathVariable String cause,
            @Valid @ModelAttribute("from") LetterList from,
            @RequestParam String what,
            @CookieValue(name = OperatorCookie.NAME, required = false) @Nullable String who,
            Model page) {
        page.addAttribute("who", OperatorCookie.read(who));
        return ask(from, ahead.ofAll(LetterDeed.of(what), cause), page);
    }

    private String ask(LetterList from, Ahead what, Model page) {
        page.addAttribute("ahead", what);
        page.addAttribute(
                "kind", from.cause() == null ? "" : causes.kind(from.cause()).orElse(""));
        return "console/dead-letters-ahead";
    }

    /** @param from where they were chosen */
    @PostMapping
    String act(
            @RequestParam String what,
            @Valid @ModelAttribute("from") LetterList from,
            @RequestParam(required = false) @Nullable List<SeenLetter> letter,
            @RequestParam String who,
            @RequestParam String reason,
            HttpServletResponse response,
            Model page) {
        LetterDeed deed = LetterDeed.of(what);
        if (letter == null) {
            throw Problems.unprocessable("nothing-chosen", "Nothing was done: choose at least one letter.");
        }
        Operator by = operator(new WhoAndWhy(who, reason), response, page);
        if (by == null) {
            List<UUID> chosen = letter.stream().map(SeenLetter::id).toList();
            return ask(from, ahead.ofChosen(deed, chosen), page);
        }
        List<Result> results = letter.stream()
                .map(seen -> deed == LetterDeed.DISCARD ? desk.discard(seen, by) : desk.redeliver(seen, by))
                .toList();
        int done = (int) results.stream().filter(Result::done).count();
        page.addAttribute("results", results);
        page.addAttribute("summary", deed.inWords(Counted.of(done, "dead letter"), results.size() - done));
        page.addAttribute("isAllDone", done == results.size());
        return "console/dead-letters-done";
    }

    @PostMapping("/{cause}")
    String actOnAll(
            @Valid @ModelAttribute Progress so,
            @Valid @ModelAttribute("from") LetterList from,
            @RequestParam String who,
            @RequestParam String reason,
            HttpServletResponse response,
            Model page) {
        Operator by = operator(new WhoAndWhy(who, reason), response, page);
        if (by == null) {
            return ask(from, ahead.ofAll(LetterDeed.of(so.what()), so.cause()), page);
        }
        page.addAttribute("by", by);
        page.addAttribute("now", wholeCause.goOn(so, by));
        return "console/dead-letters-whole-cause";
    }

    /** Null when something is missing: then the page says what, and keeps what was typed. */
    private static @Nullable Operator operator(WhoAndWhy typed, HttpServletResponse response, Model page) {
        try {
            Operator by = typed.operator();
            OperatorCookie.remember(by, response);
            return by;
        } catch (ErrorResponseException e) {
            typed.keep(e, response, page);
            return null;
        }
    }
}
