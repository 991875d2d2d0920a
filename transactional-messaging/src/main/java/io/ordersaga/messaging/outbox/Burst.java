package io.ordersaga.messaging.outbox;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Many messages in one write. RabbitMQ's Java client flushes its connection after each message it publishes, which costs
 * a system call here and, there, a wake-up of the process that reads the connection. While a thread has a burst open,
 * what it flushes waits for the burst's end; what other threads flush goes out at once, and takes along in its order
 * whatever waited.
 */
final class Burst implements AutoCloseable {

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final ThreadLocal<@Nullable Burst> CURRENT = new ThreadLocal<>();

    private final Set<Output> heldBack = new LinkedHashSet<>();

    private Burst() {}

    /** To be closed by the same thread; it cannot have two at once. */
    static Burst open() {
        Burst burst = new Burst();
        CURRENT.set(burst);
        return burst;
    }

    /** @throws IOException when a connection broke: what was published over it may not have gone out */
    @Override
    public void close() throws IOException {
        CURRENT.remove();
        for (Output output : heldBack) {
            output.flush();
        }
    }

    /** What a connection has to be opened with to take part. */
    static SocketFactory sockets() {
        return new Sockets();
    }

    private static final class Output extends BufferedOutputStream {

        Output(OutputStream out) {
            super(out, BUFFER_BYTES);
        }

        @Override
        public synchronized void flush() throws IOException {
            Burst burst = CURRENT.get();
            if (burst == null) {
                super.flush();
            } else {
                burst.heldBack.add(this);
            }
        }
    }

    private static final class BurstSocket extends Socket {

        private @Nullable Output output;

        @Override
        public synchronized OutputStream getOutputStream() throws IOException {
            if (output == null) {
                output = new Output(super.getOutputStream());
            }
            return output;
        }
    }

    private static final class Sockets extends SocketFactory {

        @Override
        public Socket createSocket() {
            return new BurstSocket();
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return createSocket(InetAddress.getByName(host), port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return createSocket(host, port, null, 0);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
            return createSocket(InetAddress.getByName(host), port, from, fromPort);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, @Nullable InetAddress from, int fromPort)
                throws IOException {
            Socket socket = createSocket();
            socket.bind(new InetSocketAddress(from, fromPort));
            socket.connect(new InetSocketAddress(host, port));
            return socket;
        }
    }
}
