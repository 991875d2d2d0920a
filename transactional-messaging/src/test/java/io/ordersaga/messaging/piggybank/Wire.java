package io.ordersaga.messaging.piggybank;

import io.ordersaga.local.broker.BrokerAccess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The way to the broker, as a test can cut it or lose things on it. */
public final class Wire implements AutoCloseable {

    private static final int FRAME_OVERHEAD = 8;
    private static final int METHOD = 1;
    private static final int BASIC_ACK = 60 << 16 | 80;
    private static final int BASIC_PUBLISH = 60 << 16 | 40;
    private static final int PROTOCOL_HEADER = 8;

    private final BrokerAccess broker;
    private final ServerSocket entrance;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private volatile boolean confirmsGetLost;
    private final AtomicBoolean publisherSticks = new AtomicBoolean();

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

    /** The connection that carries the next message is read no more, and stays open. */
    public void stickPublisher() {
        publisherSticks.set(true);
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
            Thread.startVirtualThread(() -> pump(client, server, this::requests));
            Thread.startVirtualThread(() -> pump(server, client, this::answers));
        } catch (IOException e) {
            close(client);
            throw e;
        }
    }

    /** Carries until there is no more, or until this way is stuck. */
    private interface Carrier {
        boolean sticks(InputStream from, OutputStream to) throws IOException;
    }

    private static void pump(Socket from, Socket to, Carrier carrier) {
        boolean stuck = false;
        try {
            stuck = carrier.sticks(from.getInputStream(), to.getOutputStream());
        } catch (IOException e) {
            // Cut.
        }
        if (!stuck) {
            close(from);
            close(to);
        }
    }

    private boolean requests(InputStream from, OutputStream to) throws IOException {
        to.write(from.readNBytes(PROTOCOL_HEADER));
        for (Frame frame = Frame.from(from); frame != null; frame = Frame.from(from)) {
            if (frame.isMethod(BASIC_PUBLISH) && publisherSticks.compareAndSet(true, false)) {
                return true;
            }
            frame.writeTo(to);
        }
        return false;
    }

    private boolean answers(InputStream from, OutputStream to) throws IOException {
        for (Frame frame = Frame.from(from); frame != null; frame = Frame.from(from)) {
            if (!(frame.isMethod(BASIC_ACK) && confirmsGetLost)) {
                frame.writeTo(to);
            }
        }
        return false;
    }

    /** Of AMQP 0-9-1 (2.3.5): type, channel, size; payload, end. */
    private record Frame(byte[] head, byte[] rest) {

        static @Nullable Frame from(InputStream in) throws IOException {
            byte[] head = in.readNBytes(FRAME_OVERHEAD - 1);
            return head.length < FRAME_OVERHEAD - 1 ? null : new Frame(head, in.readNBytes(number(head, 3) + 1));
        }

        boolean isMethod(int method) {
            return head[0] == METHOD && rest.length > 4 && number(rest, 0) == method;
        }

        void writeTo(OutputStream out) throws IOException {
            out.write(head);
            out.write(rest);
            out.flush();
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
