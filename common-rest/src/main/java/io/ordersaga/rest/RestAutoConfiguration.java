package io.ordersaga.rest;

import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The conventions as beans. The settings that go with them are in {@code order-saga-defaults.yaml}. */
@AutoConfiguration(beforeName = "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration")
@Import({ProblemAdvice.class, ProblemErrorController.class})
public class RestAutoConfiguration {

    @Bean
    OpenApiCustomizer problemDocuments() {
        return new OpenApiConventions();
    }
}
