package io.ordersaga.orchestrator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.ordersaga.orchestrator.RunningOrchestrator;
import io.ordersaga.testing.rest.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What the audit refuses; the other services are played by one that takes its time. */
class AuditDoorIT extends RunningOrchestrator {

    private static final CountDownLatch ASKED = new CountDownLatch(1);
    private static final CountDownLatch MAY_ANSWER = new CountDownLatch(1);
    private static final HttpServer SLOW = slow();

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry settings) {
        for (String service : new String[] {"user", "product", "order"}) {
            settings.add(
                    "order-saga.services." + service,
                    () -> "http://localhost:" + SLOW.getAddress().getPort());
        }
    }

    private static HttpServer slow() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> {
                ASKED.countDown();
                try {
                    MAY_ANSWER.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                exchange.sendResponseHeaders(500, -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void stop() {
        SLOW.stop(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "created_after=%2B1000000000-12-31T23:59:59Z",
                "created_before=9223372036854775807",
                "created_after=1969-12-31T23:59:59Z"
            })
    void a_time_that_cannot_be_is_refused(String query) {
        orchestrator.get("/audit?" + query).isInvalid(query.substring(0, query.indexOf('=')));
    }

    @Test
    void while_one_audit_runs_another_is_told_to_come_again() throws Exception {
        CompletableFuture<Answer> first = CompletableFuture.supplyAsync(() -> orchestrator.get("/audit"));
        ASKED.await();

        Answer second = orchestrator.get("/audit").isProblem(503, "audit-is-running");
        MAY_ANSWER.countDown();

        assertThat(second.header("Retry-After")).isPresent();
        first.get().isProblem(503, "service-unreachable");
        orchestrator.get("/audit").isProblem(503, "service-unreachable");
    }
}
