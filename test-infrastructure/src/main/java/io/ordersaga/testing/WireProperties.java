package io.ordersaga.testing;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.impl.ContentHeaderPropertyWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The properties of a message with headers that no client library would write, byte by byte (AMQP 0-9-1, 4.2.5.5). */
public final class WireProperties extends BasicProperties {

    /** As deep as what fits into one frame can be nested: that many bytes for each array, among 128 KB. */
    public static final int DEEPEST = (131_072 - 200) / 5;

    private static final int PROPERTIES_AFTER_MESSAGE_ID = 5;
    private static final int PERSISTENT = 2;

    private final UUID messageId;
    private final byte[] headers;

    private WireProperties(UUID messageId, byte[] headers) {
        this.messageId = messageId;
        this.headers = headers;
    }

    /** An array in an array in an array, and so on. */
    public static WireProperties nestedArrays(UUID messageId, int levels) {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 1 + 5 * levels);
        bytes.putInt(bytes.capacity() - 4).put((byte) 0);
        while (bytes.hasRemaining()) {
            bytes.put((byte) 'A').putInt(bytes.remaining() - 4);
        }
        return new WireProperties(messageId, bytes.array());
    }

    /** A table in a table in a table, and so on. */
    public static WireProperties nestedTables(UUID messageId, int levels) {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 6 * levels);
        bytes.putInt(bytes.capacity() - 4);
        while (bytes.hasRemaining()) {
            bytes.put((byte) 0).put((byte) 'F').putInt(bytes.remaining() - 4);
        }
        return new WireProperties(messageId, bytes.array());
    }

    /** As many as fit into one frame, none with a value. */
    public static WireProperties manyHeaders(UUID messageId) {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 6 * (DEEPEST * 5 / 6));
        bytes.putInt(bytes.capacity() - 4);
        for (int i = 0; bytes.hasRemaining(); i++) {
            bytes.put((byte) 4)
                    .put("%04x".formatted(i).getBytes(StandardCharsets.US_ASCII))
                    .put((byte) 'V');
        }
        return new WireProperties(messageId, bytes.array());
    }

    @Override
    public void writePropertiesTo(ContentHeaderPropertyWriter writer) throws IOException {
        writer.writePresence(true); // content type
        writer.writePresence(false); // content encoding
        writer.writePresence(true); // headers
        writer.writePresence(true); // delivery mode
        writer.writePresence(false); // priority
        writer.writePresence(false); // correlation id
        writer.writePresence(false); // reply to
        writer.writePresence(false); // expiration
        writer.writePresence(true); // message id
        for (int i = 0; i < PROPERTIES_AFTER_MESSAGE_ID; i++) {
            writer.writePresence(false);
        }
        writer.finishPresence();
        writer.writeShortstr("application/json");
        for (byte each : headers) {
            writer.writeOctet(each);
        }
        writer.writeOctet(PERSISTENT);
        writer.writeShortstr(messageId.toString());
    }
}
