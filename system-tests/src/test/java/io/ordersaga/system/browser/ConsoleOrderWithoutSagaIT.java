package io.ordersaga.system.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import io.ordersaga.local.service.ServiceName;
import io.ordersaga.system.RunningSystem;
import io.ordersaga.testing.TestInfrastructure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An order that order-service has taken, on the way to its saga, as somebody finds it who has its id. */
class ConsoleOrderWithoutSagaIT extends InBrowser {

    @Test
    void its_page_says_where_the_event_is_and_leads_to_the_saga_once_that_has_begun() throws SQLException {
        long user = system.user("100.00");
        long product = system.product("19.99", 10);
        Page page = visit.page();
        String order;

        try (Connection connection = TestInfrastructure.get().database().connect()) {
            letNoSagaBegin(connection);
            order = system.post(ServiceName.ORDER, "/orders", RunningSystem.orderOf(user, product, 1))
                    .body()
                    .path("order_id")
                    .asString();
            visit.open("/console/find?id=" + order);

            assertThat(page.locator("main .notice")).containsText("Its saga");
            assertThat(page.locator("main .notice")).containsText("has not begun");
            assertThat(page.locator(".waiting")).containsText("order-service's outbox");
            isSound("order-without-saga");
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> system.get(ServiceName.ORCHESTRATOR, "/sagas/order/" + order)
                                .status()
                        == 200);
        page.locator("main a.button").click();

        assertThat(page.locator("#status")).hasText("COMPLETED");
        visit.isFaultless();
    }

    /** As long as the connection is open; sagas can be read meanwhile. */
    private static void letNoSagaBegin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table orchestrator_service.saga in share mode");
        }
    }
}
