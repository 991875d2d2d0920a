package io.ordersaga.orchestrator.audit;

import io.ordersaga.rest.Problems;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/** The books of the other services, read from their REST interfaces. One that does not answer is named (503). */
@Component
@EnableConfigurationProperties(ServicesProperties.class)
class Books {

    private final Service user;
    private final Service product;
    private final Service order;

    Books(ServicesProperties services) {
        this.user = new Service("user-service", services.user(), services);
        this.product = new Service("product-service", services.product(), services);
        this.order = new Service("order-service", services.order(), services);
    }

    private record MoneyEntry(UUID sagaId, long userId, String kind, BigDecimal amount) {
        Entry entry() {
            return new Entry(sagaId, userId, kind, amount);
        }
    }

    private record StockEntry(UUID sagaId, long productId, String kind, BigDecimal pieces) {
        Entry entry() {
            return new Entry(sagaId, productId, kind, pieces);
        }
    }

    /** What a service's audit of itself found. */
    record SelfAudit(long checked, long found, List<SelfFinding> findings) {}

    record SelfFinding(String kind, @Nullable UUID sagaId, String finding) {}

    Paged.Source<Entry> money() {
        return (after, sagas) ->
                user.page("/ledger", after, sagas, new ParameterizedTypeReference<>() {}, MoneyEntry::entry);
    }

    Paged.Source<Entry> stock() {
        return (after, sagas) ->
                product.page("/ledger", after, sagas, new ParameterizedTypeReference<>() {}, StockEntry::entry);
    }

    Paged.Source<OrderLine> orders() {
        return (after, sagas) ->
                order.page("/orders/by-saga", after, sagas, new ParameterizedTypeReference<>() {}, Function.identity());
    }

    SelfAudit users() {
        return user.audit();
    }

    SelfAudit products() {
        return product.audit();
    }

    private static final class Service {

        private final String name;
        private final URI url;
        private final RestClient client;

        Service(String name, URI url, ServicesProperties services) {
            this.name = name;
            this.url = url;
            this.client = services.client(url, services.answerWithin());
        }

        <W, T extends OfSaga> Paged.Page<T> page(
                String path, UUID after, int sagas, ParameterizedTypeReference<List<W>> wire, Function<W, T> line) {
            ResponseEntity<List<W>> answer = asked(() -> client.get()
                    .uri(uri -> uri.path(path)
                            .queryParam("after", after)
                            .queryParam("limit", sagas)
                            .build())
                    .retrieve()
                    .toEntity(wire));
            List<W> lines = answer.getBody();
            if (lines == null) {
                throw unreachable("it answered nothing");
            }
            return new Paged.Page<>(
                    lines.stream().map(line).toList(), !answer.getHeaders().containsHeader(HttpHeaders.LINK));
        }

        SelfAudit audit() {
            SelfAudit answer = asked(() -> client.get().uri("/audit").retrieve().body(SelfAudit.class));
            if (answer == null) {
                throw unreachable("it answered nothing");
            }
            return answer;
        }

        private <A extends @Nullable Object> A asked(Supplier<A> question) {
            try {
                return question.get();
            } catch (RestClientResponseException e) {
                throw unreachable("it answered " + e.getStatusCode());
            } catch (RestClientException e) {
                throw unreachable(NestedExceptionUtils.getMostSpecificCause(e).toString());
            }
        }

        private RuntimeException unreachable(String why) {
            return Problems.unavailable(
                    "service-unreachable",
                    "The audit needs the books of every service, and the " + name + " at " + url
                            + " did not give them: " + why + ". Start it, or set order-saga.services, and ask again.");
        }
    }
}
