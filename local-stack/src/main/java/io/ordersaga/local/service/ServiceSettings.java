package io.ordersaga.local.service;

import io.ordersaga.local.broker.BrokerAccess;
import io.ordersaga.local.database.DatabaseAccess;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a service finds its parts.
 *
 * @param more further environment variables, as Spring reads them
 */
public record ServiceSettings(int port, DatabaseAccess database, BrokerAccess broker, Map<String, String> more) {

    /** The same, and where it reaches the others; the orchestrator's audit wants to know. */
    public ServiceSettings finding(Map<ServiceName, URI> services) {
        Map<String, String> all = new HashMap<>(more);
        services.forEach((name, url) -> all.put("ORDERSAGA_SERVICES_" + name, url.toString()));
        return new ServiceSettings(port, database, broker, all);
    }

    Map<String, String> environment(ServiceName service) {
        Map<String, String> all = new HashMap<>();
        all.put("SERVER_PORT", Integer.toString(port));
        all.put("SPRING_DATASOURCE_URL", database.url());
        all.put("SPRING_DATASOURCE_USERNAME", service.role());
        all.put("SPRING_DATASOURCE_PASSWORD", service.role());
        all.put("SPRING_RABBITMQ_HOST", broker.host());
        all.put("SPRING_RABBITMQ_PORT", Integer.toString(broker.port()));
        all.put("SPRING_RABBITMQ_USERNAME", broker.user());
        all.put("SPRING_RABBITMQ_PASSWORD", broker.password());
        all.put("SPRING_RABBITMQ_VIRTUAL_HOST", broker.virtualHost());
        all.putAll(more);
        return all;
    }
}
