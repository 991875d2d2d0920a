package io.ordersaga.messaging.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersaga.messages.Outcome;
import io.ordersaga.messaging.inbox.InboxRule.Act;
import io.ordersaga.messaging.inbox.InboxRule.LeaveTombstone;
import io.ordersaga.messaging.inbox.InboxRule.NothingToUndo;
import io.ordersaga.messaging.inbox.InboxRule.Repeat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboxRuleTest {

    private static final UUID SAGA = UUID.fromString("0193577a-3b1c-7000-8000-00000000000a");
    private static final String TAKE = "take";
    private static final String GIVE_BACK = "give_back";

    @Test
    void what_is_new_acts() {
        assertThat(InboxRule.decide(null, false, null)).isEqualTo(new Act());
    }

    @Test
    void a01_what_was_answered_is_answered_alike() {
        InboxEntry done = entry(TAKE, Outcome.SUCCESS);
        InboxEntry refused = entry(TAKE, Outcome.FAILURE);

        assertThat(InboxRule.decide(done, false, null)).isEqualTo(new Repeat(done));
        assertThat(InboxRule.decide(refused, false, null)).isEqualTo(new Repeat(refused));
        assertThat(InboxRule.decide(done, true, refused)).isEqualTo(new Repeat(done));
    }

    @Test
    void what_had_an_effect_is_undone() {
        assertThat(InboxRule.decide(null, true, entry(TAKE, Outcome.SUCCESS))).isEqualTo(new Act());
    }

    @Test
    void what_was_refused_needs_no_undoing() {
        assertThat(InboxRule.decide(null, true, entry(TAKE, Outcome.FAILURE))).isEqualTo(new NothingToUndo());
    }

    @Test
    void a05_what_never_came_is_kept_from_coming_later() {
        assertThat(InboxRule.decide(null, true, null)).isEqualTo(new LeaveTombstone());
    }

    /** T takes, G gives back: every order of up to two copies of each, with at least one of them to give back. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "G", "GG", "TG", "GT", "TTG", "TGT", "GTT", "TGG", "GTG", "GGT", "TTGG", "TGTG", "TGGT", "GTTG", "GTGT",
                "GGTT"
            })
    void whatever_the_order_what_is_given_back_once_is_undone_for_good(String order) {
        assertThat(effects(order, Outcome.SUCCESS)).isIn(List.of(), List.of(TAKE, GIVE_BACK));
        assertThat(effects(order, Outcome.FAILURE)).isEmpty();
    }

    @Test
    void without_a_compensation_the_effect_comes_once() {
        assertThat(effects("TTT", Outcome.SUCCESS)).containsExactly(TAKE);
    }

    @Test
    void a06_the_late_action_has_no_effect() {
        assertThat(effects("GT", Outcome.SUCCESS)).isEmpty();
    }

    /** What happens to the stock when messages come in that order; the action is answered with the outcome. */
    private static List<String> effects(String order, Outcome outcome) {
        Map<String, InboxEntry> inbox = new HashMap<>();
        List<String> effects = new ArrayList<>();
        for (char letter : order.toCharArray()) {
            boolean compensation = letter == 'G';
            String action = compensation ? GIVE_BACK : TAKE;
            Outcome answer = compensation ? Outcome.SUCCESS : outcome;
            switch (InboxRule.decide(inbox.get(action), compensation, compensation ? inbox.get(TAKE) : null)) {
                case Act() -> {
                    inbox.put(action, entry(action, answer));
                    if (answer == Outcome.SUCCESS) {
                        effects.add(action);
                    }
                }
                case NothingToUndo() -> inbox.put(action, entry(action, answer));
                case LeaveTombstone() -> {
                    inbox.put(TAKE, entry(TAKE, Outcome.FAILURE));
                    inbox.put(action, entry(action, answer));
                }
                case Repeat(InboxEntry answered) ->
                    assertThat(answered.key().action()).isEqualTo(action);
            }
        }
        return effects;
    }

    private static InboxEntry entry(String action, Outcome outcome) {
        return new InboxEntry(new InboxEntry.Key(SAGA, action), "{}", outcome);
    }
}
