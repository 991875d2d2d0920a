package io.ordersaga.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import io.ordersaga.messages.order.OrderCommand;
import io.ordersaga.messages.order.OrderEvent;
import io.ordersaga.messages.product.ProductCommand;
import io.ordersaga.messages.product.ProductEvent;
import io.ordersaga.messages.user.UserCommand;
import io.ordersaga.messages.user.UserEvent;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

/** What docs/messages/asyncapi.yaml tells other participants is what the records say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessagesDocumentTest {

    private Node document;

    @BeforeAll
    void read() throws IOException {
        document = new Node(new Yaml().load(Files.readString(Path.of("../docs/messages/asyncapi.yaml"))));
    }

    static List<Class<?>> commands() {
        return permittedBy(OrderCommand.class, ProductCommand.class, UserCommand.class);
    }

    static List<Class<?>> messages() {
        return Stream.of(
                        commands(),
                        permittedBy(OrderEvent.class, ProductEvent.class, UserEvent.class),
                        List.<Class<?>>of(Failure.class))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Class<?>> permittedBy(Class<?>... sealed) {
        return Stream.of(sealed)
                .flatMap(type -> Stream.<Class<?>>of(type.getPermittedSubclasses()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void every_message_has_the_fields_of_its_record(Class<?> type) {
        Node schema = document.at("components", "schemas", type.getSimpleName());

        assertThat(schema.at("properties").keys()).containsExactlyElementsOf(fields(type, true));
        assertThat(schema.at("required").list()).containsExactlyElementsOf(fields(type, false));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void every_example_can_be_read(Class<?> type) {
        Node message = document.at("components", "messages", type.getSimpleName());

        assertThat(message.at("examples").list()).isNotEmpty().allSatisfy(example -> {
            byte[] json = new JsonMapper()
                    .writeValueAsBytes(new Node(example).at("payload").value());
            assertThat(MessageJson.read(json, type)).isInstanceOf(type);
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_has_its_address_and_is_answered_with_success_or_failure(Class<? extends Command> type) {
        Step step = Step.of(type);
        String words = step.service() + "." + step.action();
        String command = type.getSimpleName();
        String name = Character.toLowerCase(command.charAt(0)) + command.substring(1);

        assertThat(document.at("channels", name + "Command", "address").value())
                .isEqualTo("saga.{sagaId}.command." + words);
        assertThat(document.at("channels", name + "Answer", "address").value())
                .isEqualTo("saga.{sagaId}.event." + words + ".{outcome}");
        assertThat(document.at("channels", name + "Answer", "messages").keys())
                .hasSize(2)
                .contains("Failure");
        assertThat(document.at("operations", name, "reply", "channel", "$ref").value())
                .isEqualTo("#/channels/" + name + "Answer");
    }

    private static List<String> fields(Class<?> type, boolean withOptional) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> withOptional || !isOptional(component))
                .map(component ->
                        component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
                .toList();
    }

    private static boolean isOptional(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** A part of the document. */
    private record Node(Object value) {

        Node at(String... path) {
            Object found = value;
            for (String name : path) {
                assertThat(found).asInstanceOf(MAP).containsKey(name);
                found = ((Map<?, ?>) found).get(name);
            }
            return new Node(found);
        }

        Collection<String> keys() {
            return ((Map<?, ?>) value).keySet().stream().map(String::valueOf).toList();
        }

        List<Object> list() {
            return List.copyOf((List<?>) value);
        }
    }
}
