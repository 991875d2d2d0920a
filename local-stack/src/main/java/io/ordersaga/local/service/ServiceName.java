package io.ordersaga.local.service;

/** The four services: module, port, and the role and schema of its database. */
public enum ServiceName {
    USER("user-service", 8000),
    PRODUCT("product-service", 8001),
    ORDER("order-service", 8002),
    ORCHESTRATOR("orchestrator-service", 8003);

    private final String module;
    private final int defaultPort;

    ServiceName(String module, int defaultPort) {
        this.module = module;
        this.defaultPort = defaultPort;
    }

    public String module() {
        return module;
    }

    public int defaultPort() {
        return defaultPort;
    }

    /** The name of its role and of its schema. */
    public String role() {
        return module.replace('-', '_');
    }
}
