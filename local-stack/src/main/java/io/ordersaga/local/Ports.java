package io.ordersaga.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of this machine. */
public final class Ports {

    private static final int CONNECT_MS = 500;
    private static final int LOWEST = 16_384;
    private static final int LENT_TO_CONNECTIONS = 32_768;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /**
     * A port that is free now. It lies below those that Linux lends to outgoing connections (32768 and above), so that
     * none of them takes it before its owner listens, and is given to nobody else in this process.
     */
    public static int free() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, LENT_TO_CONNECTIONS);
            if (isFree(port) && GIVEN.add(port)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether somebody listens there. */
    public static boolean isTaken(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** @throws LocalStackException in one line, when somebody listens there */
    public static void requireFree(int port, String by) {
        if (isTaken(port)) {
            throw new LocalStackException(
                    "Port " + port + ", needed by " + by + ", is taken; stop what listens there and try again.");
        }
    }
}
