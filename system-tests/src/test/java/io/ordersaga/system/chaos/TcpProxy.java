package io.ordersaga.system.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** The network between a service and one of its parts: it can be cut, closed, slow, or silent. */
final class TcpProxy implements AutoCloseable {

    private static final int CHUNK = 16 * 1024;
    private static final int CONNECT_MS = 2_000;

    private final ServerSocket door;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean refusing;
    private boolean silent;

    private TcpProxy(ServerSocket door, int target) {
        this.door = door;
        this.target = target;
    }

    /** @param target a port of this machine */
    static TcpProxy to(int target) {
        try {
            TcpProxy proxy = new TcpProxy(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), target);
            Thread.ofPlatform().daemon().name("proxy-" + target).start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return door.getLocalPort();
    }

    /** Breaks every connection at once, wherever in a message it is; new ones may be made. */
    void cut() {
        open.forEach(TcpProxy::reset);
    }

    /** Breaks every connection, and every new one until it is healed. */
    void refuse() {
        refusing = true;
        cut();
    }

    /** Lets nothing through in either direction, without breaking anything: packets get lost. */
    synchronized void silence() {
        silent = true;
    }

    /** Delays whatever is sent, in each direction. */
    void delay(Duration by) {
        delay = by;
    }

    /** As if nothing had been; what was held back by silence goes on its way. */
    synchronized void heal() {
        delay = Duration.ZERO;
        refusing = false;
        silent = false;
        notifyAll();
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
        heal();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException e) {
                // Closed, or the client was gone before it was let in.
                Thread.onSpinWait();
            }
        }
    }

    private void connect(Socket client) {
        Socket server = new Socket();
        open.add(client);
        open.add(server);
        try {
            if (refusing) {
                throw new IOException("refused");
            }
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MS);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> pump(client, server));
            Thread.ofVirtual().start(() -> pump(server, client));
        } catch (IOException e) {
            end(client, server);
        }
    }

    private void pump(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] chunk = new byte[CHUNK];
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                LockSupport.parkNanos(delay.toNanos());
                awaitSound();
                out.write(chunk, 0, length);
            }
        } catch (IOException e) {
            // Cut here or at either end: the other end learns it below.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end(from, to);
    }

    private synchronized void awaitSound() throws InterruptedException {
        while (silent) {
            wait();
        }
    }

    private void end(Socket one, Socket other) {
        open.remove(one);
        open.remove(other);
        reset(one);
        reset(other);
    }

    /** Without a farewell: whoever reads or writes gets an error. */
    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It was closed already.
        }
    }
}
