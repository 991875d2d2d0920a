package io.ordersaga.system.chaos;

import io.ordersaga.local.service.ServiceName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** What happens to the database. */
final class DatabaseFaults {

    private static final String KILL = "select pg_terminate_backend(pid) from pg_stat_activity where usename = ?";

    private DatabaseFaults() {}

    static Fault restarted(Site site, Chance chance) {
        return new Fault("stopped fast", chance.between(500, 2_000), site.postgres()::stop, site.postgres()::restart);
    }

    static Fault crashed(Site site, Chance chance) {
        return new Fault(
                "stopped at once", chance.between(500, 2_000), site.postgres()::crash, site.postgres()::restart);
    }

    /** The sessions of one service, in whatever transaction they are. */
    static Fault sessionsKilled(Site site, Chance chance) {
        ServiceName service = chance.of(java.util.Arrays.asList(ServiceName.values()));
        return Fault.momentary(service.module(), () -> kill(site, service));
    }

    private static void kill(Site site, ServiceName service) throws SQLException {
        try (Connection connection = site.postgres().access().connect();
                PreparedStatement statement = connection.prepareStatement(KILL)) {
            statement.setString(1, service.role());
            statement.execute();
        }
    }
}
