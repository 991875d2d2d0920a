package io.ordersaga.system.observability;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The length-delimited fields of a message of Protocol Buffers, by number (Protocol Buffers: Encoding). */
final class Protobuf {

    private final Map<Integer, List<byte[]>> fields = new HashMap<>();

    Protobuf(byte[] message) {
        ByteBuffer rest = ByteBuffer.wrap(message);
        while (rest.hasRemaining()) {
            long tag = varint(rest);
            switch ((int) (tag & 7)) {
                case 0 -> varint(rest);
                case 1 -> rest.position(rest.position() + 8);
                case 2 -> {
                    byte[] bytes = new byte[(int) varint(rest)];
                    rest.get(bytes);
                    fields.computeIfAbsent((int) (tag >>> 3), _ -> new ArrayList<>())
                            .add(bytes);
                }
                case 5 -> rest.position(rest.position() + 4);
                default -> throw new IllegalArgumentException("no message of Protocol Buffers");
            }
        }
    }

    List<Protobuf> messages(int field) {
        return fields.getOrDefault(field, List.of()).stream().map(Protobuf::new).toList();
    }

    /** Empty when the field is not there. */
    byte[] bytes(int field) {
        return fields.getOrDefault(field, List.of(new byte[0])).getLast();
    }

    private static long varint(ByteBuffer from) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = from.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
