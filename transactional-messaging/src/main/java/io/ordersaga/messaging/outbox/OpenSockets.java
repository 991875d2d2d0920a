package io.ordersaga.messaging.outbox;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.SocketConfigurator;
import com.rabbitmq.client.impl.NetworkConnection;
import java.io.IOException;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import lombok.extern.slf4j.Slf4j;

/**
 * The sockets of the connections to the broker. A thread that writes to a connection that the broker reads no more waits
 * in the socket for ever, and whoever closes the connection waits for that thread; closing the socket frees both.
 */
@Slf4j
final class OpenSockets implements SocketConfigurator {

    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    @Override
    public void configure(Socket socket) {
        sockets.removeIf(Socket::isClosed);
        sockets.add(socket);
    }

    /** Without a goodbye: nobody would hear it. */
    void closeThatOf(Connection connection) {
        if (connection instanceof NetworkConnection ends) {
            sockets.stream()
                    .filter(socket ->
                            socket.getLocalPort() == ends.getLocalPort() && socket.getPort() == ends.getPort())
                    .forEach(OpenSockets::close);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            log.debug("the connection was broken already", e);
        }
    }
}
