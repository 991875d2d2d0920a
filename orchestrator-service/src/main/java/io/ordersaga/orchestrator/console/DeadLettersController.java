package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.console.WholeCause.Progress;
import io.ordersaga.orchestrator.deadletter.DeadLetterCauses;
import io.ordersaga.orchestrator.deadletter.DeadLetterCauses.Cause;
import io.ordersaga.orchestrator.deadletter.DeadLetterDesk;
import io.ordersaga.orchestrator.deadletter.DeadLetterStore;
import io.ordersaga.orchestrator.deadletter.DeadLetterStore.Beginning;
import io.ordersaga.orchestrator.deadletter.StoredDeadLetter;
import io.ordersaga.orchestrator.operator.Deeds;
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
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** What nobody could handle, by what it died of: to look at, send again or throw away. */
@Controller
@RequestMapping("/console/dead-letters")
@RequiredArgsConstructor
class DeadLettersController {

    private static final int PAGE = 50;
    private static final int MOST_DEEDS = 20;

    private final DeadLetterStore letters;
    private final DeadLetterCauses causes;
    private final DeadLetterDesk desk;
    private final LetterDesk operators;
    private final Deeds deeds;
    private final WholeCause wholeCause;

    /**
     * A letter on the page.
     *
     * @param length of its body, when only the beginning is shown; else empty
     * @param refusal why it would not be sent again; empty when it would
     */
    record Shown(StoredDeadLetter letter, String length, String refusal) {}

    @GetMapping
    String causes(Model page) {
        List<Cause> found = causes.all();
        page.addAttribute("causes", found);
        page.addAttribute("isCapped", isCapped(found));
        page.addAttribute("deeds", ToldDeed.each(deeds.toDeadLetters(MOST_DEEDS)));
        return "console/dead-letters";
    }

    private static boolean isCapped(List<Cause> causes) {
        return causes.size() >= DeadLetterCauses.MOST_CAUSES
                || causes.stream().mapToLong(Cause::letters).sum() >= DeadLetterCauses.MOST_COUNTED;
    }

    /** @param saga whose letters alone are listed, if it is given */
    @GetMapping("/{cause}")
    String ofCause(
            @PathVariable String cause,
            @RequestParam(required = false) @Nullable UUID saga,
            @RequestParam(required = false) @Nullable UUID after,
            @CookieValue(name = OperatorCookie.NAME, required = false) @Nullable String who,
            Model page) {
        List<Beginning> found = causes.letters(cause, saga, after, PAGE + 1);
        page.addAttribute("cause", cause);
        page.addAttribute("saga", saga);
        page.addAttribute("letters", found.stream().limit(PAGE).map(this::shown).toList());
        page.addAttribute(
                "next", found.size() > PAGE ? found.get(PAGE - 1).letter().id() : null);
        page.addAttribute("who", OperatorCookie.read(who));
        page.addAttribute("total", inWords(causes.countOf(cause, false)));
        page.addAttribute("totalToSend", inWords(causes.countOf(cause, true)));
        return "console/dead-letters-of-cause";
    }

    private static String inWords(int letters) {
        return Counted.upTo(DeadLetterCauses.MOST_COUNTED, letters);
    }

    private Shown shown(Beginning found) {
        return new Shown(
                found.letter(),
                found.isCut() ? Counted.of(found.letter().bodySize(), "byte") : "",
                desk.refusal(found.letter().routingKey()).orElse(""));
    }

    /** As plain text, whatever is in it. */
    @ResponseBody
    @GetMapping(path = "/{id}/body", produces = "text/plain;charset=UTF-8")
    String body(@PathVariable UUID id) {
        return letters.find(id).map(StoredDeadLetter::body).orElseThrow(() -> Problems.notFound("dead-letter", id));
    }

    @PostMapping
    String act(
            @RequestParam String what,
            @RequestParam(required = false) @Nullable List<UUID> letter,
            @RequestParam String who,
            @RequestParam String reason,
            HttpServletResponse response,
            Model page) {
        if (letter == null) {
            throw Problems.unprocessable("nothing-chosen", "Nothing was done: choose at least one letter.");
        }
        Operator by = Operator.named(who, reason);
        OperatorCookie.remember(by, response);
        page.addAttribute(
                "results",
                switch (what) {
                    case "redeliver" ->
                        letter.stream().map(id -> operators.redeliver(id, by)).toList();
                    case "discard" ->
                        letter.stream().map(id -> operators.discard(id, by)).toList();
                    default -> throw Problems.notFound("action", what);
                });
        return "console/dead-letters-done";
    }

    @PostMapping("/{cause}")
    String actOnAll(
            @Valid @ModelAttribute Progress so,
            @RequestParam String who,
            @RequestParam String reason,
            HttpServletResponse response,
            Model page) {
        Operator by = Operator.named(who, reason);
        OperatorCookie.remember(by, response);
        page.addAttribute("by", by);
        page.addAttribute("now", wholeCause.goOn(so, by));
        return "console/dead-letters-whole-cause";
    }
}
