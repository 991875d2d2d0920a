package io.ordersaga.orchestrator.audit;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the audit asks the services for their books; settings under {@code order-saga.services}. Orders are processed
 * without them.
 *
 * @param connectWithin how long a service may take to be reached
 * @param answerWithin how long it may take to answer; its own audit reads its whole ledger
 */
@Validated
@ConfigurationProperties("order-saga.services")
public record ServicesProperties(
        @NotNull @DefaultValue("http://localhost:8000") URI user,
        @NotNull @DefaultValue("http://localhost:8001") URI product,
        @NotNull @DefaultValue("http://localhost:8002") URI order,
        @NotNull @DefaultValue("2s") Duration connectWithin,
        @NotNull @DefaultValue("60s") Duration answerWithin) {

    /** Answers are longer than any request here, and may have grown by a field. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** Talks to a service in the JSON that they all speak. */
    public RestClient client(URI service, Duration patience) {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(connectWithin).build());
        requests.setReadTimeout(patience);
        return RestClient.builder()
                .baseUrl(service)
                .requestFactory(requests)
                .configureMessageConverters(
                        converters -> converters.withJsonConverter(new JacksonJsonHttpMessageConverter(JSON)))
                .build();
    }
}
