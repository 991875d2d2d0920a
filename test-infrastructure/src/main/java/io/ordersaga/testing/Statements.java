package io.ordersaga.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** As a bean of a service, notes every statement that it prepares, each of which is one round trip to the database. */
public final class Statements implements BeanPostProcessor {

    private final Queue<Prepared> prepared = new ConcurrentLinkedQueue<>();
    private volatile boolean noting;

    /** @param thread the name of who prepared it */
    public record Prepared(String thread, String sql) {}

    public void note() {
        prepared.clear();
        noting = true;
    }

    public List<Prepared> noted() {
        noting = false;
        return List.copyOf(prepared);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source ? new Noting(source) : bean;
    }

    private final class Noting extends DelegatingDataSource {

        Noting(DataSource source) {
            super(source);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            return noting ? noting(connection) : connection;
        }
    }

    private Connection noting(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Statements.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        prepared.add(new Prepared(Thread.currentThread().getName(), (String) arguments[0]));
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
