package io.ordersaga.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.env.MockEnvironment;

@ExtendWith(OutputCaptureExtension.class)
class UnreachableDatabaseIsExplainedTest {

    private final UnreachableDatabaseAnalyzer analyzer = new UnreachableDatabaseAnalyzer(new MockEnvironment()
            .withProperty("spring.datasource.url", "jdbc:postgresql://db:5432/order_saga?password=secret")
            .withProperty("spring.datasource.username", "book_service"));

    @Test
    void saysWhichDatabaseAndWhatToDo() {
        FailureAnalysis analysis = analyzer.analyze(startFailure("08001", "Connection to db:5432 refused."));

        assertThat(analysis.getDescription())
                .isEqualTo("The database at jdbc:postgresql://db:5432/order_saga cannot be used by book_service:"
                        + " Connection to db:5432 refused.");
        assertThat(analysis.getAction()).startsWith("Start PostgreSQL there, or set SPRING_DATASOURCE_URL");
    }

    @Test
    void wrongPasswordAndMissingDatabaseAreExplainedToo() {
        assertThat(analyzer.analyze(startFailure("28P01", "password authentication failed")))
                .isNotNull();
        assertThat(analyzer.analyze(startFailure("3D000", "database does not exist")))
                .isNotNull();
    }

    @Test
    void whatIsWrongInsideTheDatabaseIsLeftToOthers() {
        assertThat(analyzer.analyze(startFailure("42P01", "relation does not exist")))
                .isNull();
    }

    @Test
    void startEndsWithTheExplanationInPlaceOfStackTraces(CapturedOutput output) {
        SpringApplication application = new SpringApplication(WithoutDatabase.class);
        application.setWebApplicationType(WebApplicationType.NONE);

        assertThatThrownBy(() -> application.run("--spring.datasource.url=jdbc:postgresql://db:5432/order_saga"))
                .isInstanceOf(BeanCreationException.class);

        assertThat(output)
                .contains("The database at jdbc:postgresql://db:5432/order_saga cannot be used")
                .doesNotContain("\tat ");
    }

    private static Throwable startFailure(String state, String message) {
        return new IllegalStateException("flyway could not be created", new SQLException(message, state));
    }

    @Configuration(proxyBeanMethods = false)
    static class WithoutDatabase {

        @Bean
        Object tables() throws SQLException {
            throw new SQLException("Connection to db:5432 refused.", "08001");
        }
    }
}
