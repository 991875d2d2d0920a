package io.ordersaga.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.uuid.Generators;
import com.jayway.jsonpath.JsonPath;
import io.ordersaga.testing.SagaExchange;
import io.ordersaga.testing.SagaExchange.Heard;
import io.ordersaga.testing.TestInfrastructure;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.json.AbstractJsonContentAssert;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.assertj.RestTestClientResponse;
import org.springframework.transaction.support.TransactionOperations;

/** The service on a real database and broker, with a client in front and an orchestrator's ear behind. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "order.announcements.check-every=50ms")
abstract class RunningOrderService {

    static final String ORDER = """
        {"product_id": 7, "owner_id": 8, "quantity": 2}\
        """;

    final SagaExchange exchange = Ear.EXCHANGE;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    EntityManager entities;

    @Autowired
    TransactionOperations transaction;

    @Autowired
    Clock clock;

    @LocalServerPort
    int port;

    RestTestClient http;

    @BeforeEach
    void connect() {
        http = RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
    }

    RestTestClientResponse get(String path) {
        return answer(http.get().uri(path));
    }

    RestTestClientResponse post(String json) {
        return answer(http.post()
                .uri("/orders")
                .contentType(MediaType.APPLICATION_JSON)
                .body(json));
    }

    String placed() {
        return text(post(ORDER), "$.order_id");
    }

    long orderCount() {
        return jdbc.sql("select count(*) from orders").query(Long.class).single();
    }

    static RestTestClientResponse answer(RestTestClient.RequestHeadersSpec<?> request) {
        return RestTestClientResponse.from(request.exchange());
    }

    static AbstractJsonContentAssert<?> body(RestTestClientResponse response) {
        return assertThat(response).bodyJson();
    }

    static String bodyOf(RestTestClientResponse response) {
        return new String(response.getExchangeResult().getResponseBodyContent(), StandardCharsets.UTF_8);
    }

    static String text(RestTestClientResponse response, String path) {
        return JsonPath.read(bodyOf(response), path);
    }

    static UUID newId() {
        return Generators.timeBasedEpochRandomGenerator().generate();
    }

    static void assertProblem(RestTestClientResponse response, int status, String slug) {
        assertThat(response)
                .hasStatus(status)
                .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyJson()
                .hasPathSatisfying("$.type", type -> type.assertThat().isEqualTo("urn:order-saga:problem:" + slug))
                .hasPathSatisfying("$.status", code -> code.assertThat().isEqualTo(status))
                .hasPathSatisfying(
                        "$.title", title -> title.assertThat().asString().isNotBlank())
                .hasPathSatisfying(
                        "$.detail", detail -> detail.assertThat().asString().isNotBlank());
    }

    static void assertProperties(Heard heard, UUID saga, String type) {
        assertThat(heard.properties().getType()).isEqualTo(type);
        assertThat(heard.properties().getCorrelationId()).isEqualTo(saga.toString());
        assertThat(UUID.fromString(heard.properties().getMessageId())).isNotNull();
        assertThat(heard.properties().getAppId()).isEqualTo("order-service");
        assertThat(heard.properties().getContentType()).isEqualTo("application/json");
        assertThat(heard.properties().getDeliveryMode()).isEqualTo(2);
        assertThat(heard.properties().getTimestamp()).isNotNull();
        assertThat(heard.properties().getHeaders().get("traceparent").toString())
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    }

    /** One ear for all tests of this JVM: each hears of its own sagas. */
    private static final class Ear {
        private static final SagaExchange EXCHANGE =
                SagaExchange.listening(TestInfrastructure.get().broker());
    }
}
