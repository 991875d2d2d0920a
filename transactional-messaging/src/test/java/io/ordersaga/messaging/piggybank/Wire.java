package io.ordersaga.messaging.piggybank;

import io.ordersaga.local.broker.BrokerAccess;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The way to the broker, as a test can cut it or lose things on it. */
public final class Wire implements AutoCloseable {

    private static final int FRAME_OVERHEAD = 8;
    private static final int METHOD = 1;
    private static final int BASIC_ACK = 60 << 16 | 80;

    private final BrokerAccess broker;
    private final ServerSocket entrance;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private volatile boolean confirmsGetLost;

    private Wire(BrokerAccess broker) throws IOException {
        this.broker = broker;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
    }

    public static Wire to(BrokerAccess broker) throws IOException {
        return new Wire(broker);
    }

    /** The broker at the other end. */
    public BrokerAccess access() {
        return new BrokerAccess(
                "localhost", entrance.getLocalPort(), broker.user(), broker.password(), broker.virtualHost());
    }

    /** Whether what the broker confirms is heard. */
    public void loseConfirms(boolean lose) {
        confirmsGetLost = lose;
    }

    /** Cuts every connection that is open, in the middle of whatever it carries; new ones can be made. */
    public void cut() {
        ends.forEach(Wire::close);
        ends.clear();
    }

    /** Cuts every connection for good. */
    @Override
    public void close() throws IOException {
        entrance.close();
        cut();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                connect(entrance.accept());
            } catch (IOException e) {
                // The broker is away, or the wire is closed.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        ends.add(client);
        try {
            Socket server = new Socket(broker.host(), broker.port());
            ends.add(server);
            Thread.startVirtualThread(() -> pump(client, server, InputStream::transferTo));
            Thread.startVirtualThread(() -> pump(server, client, this::frames));
        } catch (IOException e) {
            close(client);
            throw e;
        }
    }

    private interface Carrier {
        Object carry(InputStream from, OutputStream to) throws IOException;
    }

    private static void pump(Socket from, Socket to, Carrier carrier) {
        try (from;
                to) {
            carrier.carry(from.getInputStream(), to.getOutputStream());
        } catch (IOException e) {
            // Cut.
        }
    }

    /** Frame by frame (AMQP 0-9-1, 2.3.5): type, channel, size, payload, end. */
    private Object frames(InputStream from, OutputStream to) throws IOException {
        DataInputStream in = new DataInputStream(from);
        DataOutputStream out = new DataOutputStream(to);
        while (true) {
            byte[] head = in.readNBytes(FRAME_OVERHEAD - 1);
            if (head.length < FRAME_OVERHEAD - 1) {
                return head;
            }
            int size = number(head, 3);
            byte[] rest = in.readNBytes(size + 1);
            boolean confirm = head[0] == METHOD && size >= 4 && number(rest, 0) == BASIC_ACK;
            if (!(confirm && confirmsGetLost)) {
                out.write(head);
                out.write(rest);
                out.flush();
            }
        }
    }

    private static int number(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | (bytes[at + 3] & 0xff);
    }

    private static void close(AutoCloseable end) {
        try {
            end.close();
        } catch (Exception e) {
            // It is gone already.
        }
    }
}
