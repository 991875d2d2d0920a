package io.ordersaga.local.service;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The least that {@link ServiceProcess} takes for a service; runs alone, from a jar that the test makes. */
final class TinyService {

    private TinyService() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println("I am " + System.getenv("SPRING_DATASOURCE_USERNAME") + " on "
                + System.getenv("SPRING_RABBITMQ_VIRTUAL_HOST") + ", greeting " + System.getenv("GREETING"));
        if ("bad".equals(System.getenv("GREETING"))) {
            System.out.println("12:00:00 ERROR TinyService Such a greeting is not taken.");
            System.exit(3);
        }
        int port = Integer.parseInt(System.getenv("SERVER_PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/actuator/health/readiness", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("stopped in order")));
        server.start();
    }
}
