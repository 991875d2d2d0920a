package io.ordersaga.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ordersaga.messages.product.ProductCommand.CheckStock;
import io.ordersaga.messages.product.ProductEvent.StockUpdated;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingKeyTest {

    private static final String ID = "0193577a-3b1c-7000-8000-00000000000a";
    private static final UUID SAGA = UUID.fromString(ID);
    private static final UUID ORDER = UUID.fromString("0193577a-3b1c-7000-8000-00000000000b");

    private final RoutingKey.OfCommand command = RoutingKey.of(new CheckStock(SAGA, ORDER, 7, 2));

    @Test
    void a_command_is_addressed_to_a_service_and_an_action() {
        assertThat(command).hasToString("saga." + ID + ".command.product.check_stock");
        assertThat(command.type()).isEqualTo("check_stock");
    }

    @Test
    void an_event_says_how_the_action_ended() {
        assertThat(RoutingKey.of(new StockUpdated(SAGA, ORDER)))
                .hasToString("saga." + ID + ".event.product.update_stock.success");
        assertThat(command.answeredWith(Outcome.FAILURE))
                .hasToString("saga." + ID + ".event.product.check_stock.failure");
        assertThat(command.answeredWith(Outcome.FAILURE).type()).isEqualTo("check_stock.failure");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "saga." + ID + ".command.user.check_balance",
                "saga." + ID + ".command.a.b",
                "saga." + ID + ".command.greeter2.say_hello_2",
                "saga." + ID + ".event.user.refund_balance.success",
                "saga." + ID + ".event.order.create_order.failure"
            })
    void what_is_printed_is_parsed_and_printed_alike(String key) {
        assertThat(RoutingKey.parse(key)).hasToString(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "saga",
                "saga." + ID,
                "saga." + ID + ".command",
                "saga." + ID + ".command.user",
                "saga." + ID + ".command.user.",
                "saga." + ID + ".command..check_balance",
                "saga." + ID + ".command.user.check_balance.",
                "saga." + ID + ".command.user.check_balance.success",
                ".saga." + ID + ".command.user.check_balance",
                "saga.." + ID + ".command.user.check_balance",
                "Saga." + ID + ".command.user.check_balance",
                "saga." + ID + ".Command.user.check_balance",
                "saga." + ID + ".order.user.check_balance",
                "saga." + ID + ".event.user.check_balance",
                "saga." + ID + ".event.user.check_balance.",
                "saga." + ID + ".event.user.check_balance.SUCCESS",
                "saga." + ID + ".event.user.check_balance.done",
                "saga." + ID + ".event.user.check_balance.success.late"
            })
    void another_shape_is_refused(String key) {
        assertRefused(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "#",
                "7",
                "not-a-uuid",
                "1-2-3-4-5",
                "0193577A-3B1C-7000-8000-00000000000A",
                "0193577a3b1c7000800000000000000a",
                "{" + ID + "}",
                ID + " ",
                ID + "0"
            })
    void a_saga_id_in_another_form_is_refused(String id) {
        assertRefused("saga." + id + ".command.user.check_balance");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "#", "User", "2user", "_user", "us-er", "us er", "üser", "user\n", "user\u0000"})
    void a_word_of_other_characters_is_refused(String word) {
        assertRefused("saga." + ID + ".command." + word + ".check_balance");
        assertRefused("saga." + ID + ".event.user." + word + ".success");
        assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> RoutingKey.everyCommandFor(word));
    }

    @Test
    void a_word_has_63_characters_at_most() {
        assertThat(RoutingKey.parse("saga." + ID + ".command.user." + "a".repeat(63)))
                .isNotNull();
        assertRefused("saga." + ID + ".command.user." + "a".repeat(64));
    }

    @Test
    void the_longest_key_fits_into_the_255_bytes_of_amqp() {
        String word = "a".repeat(63);
        assertThat("saga." + ID + ".event." + word + "." + word + ".success").hasSizeLessThanOrEqualTo(255);
    }

    @Test
    void the_message_id_is_the_same_whoever_sends_it_again() {
        RoutingKey again = RoutingKey.parse(command.toString());
        assertThat(again.messageId()).isEqualTo(command.messageId());
        assertThat(command.messageId())
                .isEqualTo(RoutingKey.of(new CheckStock(SAGA, SAGA, 1, 1)).messageId());
    }

    @Test
    void every_other_step_outcome_and_saga_has_another_message_id() {
        assertThat(Stream.of(
                                "saga." + ID + ".command.user.check_balance",
                                "saga." + ID + ".command.user.update_balance",
                                "saga." + ORDER + ".command.user.check_balance",
                                "saga." + ID + ".event.user.check_balance.success",
                                "saga." + ID + ".event.user.check_balance.failure")
                        .map(key -> RoutingKey.parse(key).messageId()))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_participant_is_bound_to_its_own_commands() {
        assertThat(RoutingKey.everyCommandFor("user")).isEqualTo("saga.*.command.user.*");
    }

    private static void assertRefused(String key) {
        assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> RoutingKey.parse(key));
    }
}
