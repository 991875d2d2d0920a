package io.ordersaga.rest;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says in one line that the database is missing, instead of a page of stack traces. */
class UnreachableDatabaseAnalyzer extends AbstractFailureAnalyzer<SQLException> {

    private final Environment environment;

    UnreachableDatabaseAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
        String state = cause.getSQLState();
        if (state == null || !(state.startsWith("08") || state.startsWith("28") || state.startsWith("3D"))) {
            return null;
        }
        // What follows the question mark may be a password.
        String url = environment
                .getProperty("spring.datasource.url", "an unnamed address")
                .replaceFirst("\\?.*", "");
        return new FailureAnalysis(
                "The database at " + url + " cannot be used by " + environment.getProperty("spring.datasource.username")
                        + ": " + cause.getMessage(),
                "Start PostgreSQL there, or set SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME and"
                        + " SPRING_DATASOURCE_PASSWORD.",
                cause);
    }
}
