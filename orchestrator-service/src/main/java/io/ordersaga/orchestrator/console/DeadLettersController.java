package io.ordersaga.orchestrator.console;

import io.ordersaga.orchestrator.deadletter.DeadLetterCauses;
import io.ordersaga.orchestrator.deadletter.DeadLetterCauses.Cause;
import io.ordersaga.orchestrator.deadletter.DeadLetterStore;
import io.ordersaga.orchestrator.deadletter.DeadLetterStore.Beginning;
import io.ordersaga.orchestrator.deadletter.StoredDeadLetter;
import io.ordersaga.orchestrator.operator.Deeds;
import io.ordersaga.rest.Problems;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** What nobody could handle, by what it died of. */
@Controller
@RequestMapping("/console/dead-letters")
@RequiredArgsConstructor
class DeadLettersController {

    private static final int PAGE = 50;
    private static final int MOST_DEEDS = 20;

    private final DeadLetterStore letters;
    private final DeadLetterCauses causes;
    private final LetterDesk desk;
    private final Deeds deeds;

    /** @param open whether only letters count that were never sent again */
    @GetMapping
    String causes(@RequestParam(defaultValue = "false") boolean open, Model page) {
        List<Cause> found = causes.all(open);
        page.addAttribute("open", open);
        page.addAttribute("causes", found);
        page.addAttribute("isCapped", isCapped(found));
        page.addAttribute("deeds", ToldDeed.each(deeds.toDeadLetters(MOST_DEEDS)));
        return "console/dead-letters";
    }

    private static boolean isCapped(List<Cause> causes) {
        return causes.size() >= DeadLetterCauses.MOST_CAUSES
                || causes.stream().mapToLong(Cause::letters).sum() >= DeadLetterCauses.MOST_COUNTED;
    }

    /**
     * @param saga whose letters alone are listed, if it is given
     * @param open whether only those are listed that were never sent again
     */
    @GetMapping("/{cause}")
    String ofCause(
            @PathVariable String cause,
            @RequestParam(required = false) @Nullable UUID saga,
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(required = false) @Nullable UUID after,
            Model page) {
        List<Beginning> found = causes.letters(cause, saga, open, after, PAGE + 1);
        page.addAttribute("cause", cause);
        page.addAttribute("kind", causes.kind(cause).orElse(""));
        page.addAttribute("saga", saga);
        page.addAttribute("open", open);
        page.addAttribute("after", after);
        page.addAttribute("letters", desk.show(found.stream().limit(PAGE).toList()));
        page.addAttribute(
                "next", found.size() > PAGE ? found.get(PAGE - 1).letter().id() : null);
        page.addAttribute("total", inWords(causes.countOf(cause, false)));
        page.addAttribute("totalToSend", inWords(causes.countOf(cause, true)));
        return "console/dead-letters-of-cause";
    }

    private static String inWords(int letters) {
        return Counted.upTo(DeadLetterCauses.MOST_COUNTED, letters);
    }

    /** As plain text, whatever is in it. */
    @ResponseBody
    @GetMapping(path = "/{id}/body", produces = "text/plain;charset=UTF-8")
    String body(@PathVariable UUID id) {
        return letters.find(id).map(StoredDeadLetter::body).orElseThrow(() -> Problems.notFound("dead-letter", id));
    }
}
