package io.ordersaga.local.database;

import io.ordersaga.local.LocalStackException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Sets the services up in a database: one role and one schema each. */
public final class ServiceSchemas {

    private static final String SCRIPT = "/database/create-service-schemas.sql";

    private ServiceSchemas() {}

    /** @throws LocalStackException in one line, when the database cannot be reached or the role may not */
    public static void create(DatabaseAccess owner) {
        try (Connection connection = owner.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(script());
        } catch (SQLException e) {
            throw new LocalStackException(
                    "The services cannot be set up in " + owner.url() + " as " + owner.user() + ": " + e.getMessage(),
                    e);
        }
    }

    private static String script() {
        try (InputStream script = ServiceSchemas.class.getResourceAsStream(SCRIPT)) {
            if (script == null) {
                throw new LocalStackException(SCRIPT + " is missing from the build");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new LocalStackException(SCRIPT + " cannot be read", e);
        }
    }
}
