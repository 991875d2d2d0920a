package io.ordersaga.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * The JSON shape of message bodies: snake_case, money as exact numbers. A field the receiver does not know is ignored,
 * so that messages can grow; a missing, mistyped or absurd one is refused.
 */
public final class MessageJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .changeDefaultPropertyInclusion(v -> v.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private MessageJson() {}

    public static byte[] write(Object body) {
        return MAPPER.writeValueAsBytes(body);
    }

    /** The same as text, as it is stored. */
    public static String text(Object body) {
        return new String(write(body), StandardCharsets.UTF_8);
    }

    /** Reads what was stored as text; see {@link #read(byte[], Class)}. */
    public static <T> T read(String text, Class<T> type) {
        return read(text.getBytes(StandardCharsets.UTF_8), type);
    }

    /**
     * @return the body as a record of the type; never a half-filled one
     * @throws MalformedMessageException when the body is not JSON, or lacks what the record needs
     */
    public static <T> T read(byte[] body, Class<T> type) {
        try {
            @Nullable T value = MAPPER.readValue(body, type);
            if (value == null) {
                throw new MalformedMessageException("the body is null");
            }
            return value;
        } catch (ValueInstantiationException e) {
            throw e.getCause() instanceof MalformedMessageException cause ? cause : unreadable(e);
        } catch (JacksonException e) {
            throw unreadable(e);
        }
    }

    private static MalformedMessageException unreadable(JacksonException e) {
        return new MalformedMessageException("the body cannot be read: " + e.getOriginalMessage(), e);
    }
}
