package io.ordersaga.local.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** How to reach a PostgreSQL database. */
public record DatabaseAccess(String url, String user, String password) {

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    /** The same database as a service sees it, whose role and schema have the same name. */
    public DatabaseAccess as(String role) {
        return new DatabaseAccess(url, role, role);
    }
}
