package io.ordersaga.benchmarks;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept-alive connection that places orders (RFC 9112). The client's work is counted with the system's, and a full
 * client would cost more than some of the services.
 */
final class HttpConnection implements AutoCloseable {

    private final int port;
    private Socket socket;
    private InputStream in;
    private boolean isLast;

    HttpConnection(int port) throws IOException {
        this.port = port;
        this.socket = opened(port);
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    private static Socket opened(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** The body of the answer, once the order has ended or 30 seconds are over. */
    String place(String order) throws IOException {
        return ask("POST /orders HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nPrefer: wait=30\r\n"
                + "Content-Length: " + order.length() + "\r\n\r\n" + order);
    }

    /** How the saga stands now. */
    String saga(String id) throws IOException {
        return ask("GET /sagas/" + id + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    private String ask(String request) throws IOException {
        if (isLast) {
            reopen();
        }
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return answer();
    }

    /** The service said that it would close it (RFC 9112, section 9.6), as Tomcat does after a number of requests. */
    private void reopen() throws IOException {
        socket.close();
        socket = opened(port);
        in = new BufferedInputStream(socket.getInputStream());
        isLast = false;
    }

    private String answer() throws IOException {
        int length = -1;
        for (String line = line(); !line.isEmpty(); line = line()) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring("content-length:".length()).strip());
            }
            isLast |= header.equals("connection: close");
        }
        return length >= 0 ? text(length) : chunks();
    }

    private String chunks() throws IOException {
        StringBuilder body = new StringBuilder();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.append(text(size));
            line();
        }
        line();
        return body.toString();
    }

    private String text(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the service closed the connection in the middle of an answer");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the service closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
