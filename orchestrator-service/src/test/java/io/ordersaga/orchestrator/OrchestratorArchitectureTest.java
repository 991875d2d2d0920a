package io.ordersaga.orchestrator;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.ordersaga.messaging.planted.MessagingThatKnowsUsers;
import io.ordersaga.orchestrator.engine.planted.EngineThatKnowsSpring;
import io.ordersaga.orchestrator.engine.planted.ServiceThatKnowsAnother;
import io.ordersaga.orchestrator.engine.planted.inner.InnerHalfOfACycle;
import io.ordersaga.orchestrator.engine.planted.outer.OuterHalfOfACycle;
import org.junit.jupiter.api.Test;

/** Who may know whom; each rule also finds a violation that is planted for it. */
class OrchestratorArchitectureTest {

    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.ordersaga");

    private static final ArchRule ENGINE = classes()
            .that()
            .resideInAPackage("io.ordersaga.orchestrator.engine..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "io.ordersaga.orchestrator.engine..",
                    "io.ordersaga.messages",
                    "java..",
                    "org.jspecify..",
                    "lombok"));

    private static final ArchRule MESSAGING = noClasses()
            .that()
            .resideInAPackage("io.ordersaga.messaging..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.ordersaga..")
                    .and(describe(
                            "are neither its own nor of the messages' root package",
                            type -> !type.getPackageName().startsWith("io.ordersaga.messaging")
                                    && !type.getPackageName().equals("io.ordersaga.messages"))));

    private static final ArchRule SERVICES = noClasses()
            .that()
            .resideInAPackage("io.ordersaga.orchestrator..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.ordersaga.user..", "io.ordersaga.product..", "io.ordersaga.order..", "io.ordersaga.system..");

    private static final ArchRule CYCLES =
            slices().matching("io.ordersaga.orchestrator.(**)").should().beFreeOfCycles();

    @Test
    void the_engine_knows_only_the_language_of_messages() {
        assertHoldsAndFinds(ENGINE, EngineThatKnowsSpring.class);
    }

    @Test
    void the_post_office_does_not_know_what_it_carries() {
        assertHoldsAndFinds(MESSAGING, MessagingThatKnowsUsers.class);
    }

    @Test
    void services_do_not_know_each_other() {
        assertHoldsAndFinds(SERVICES, ServiceThatKnowsAnother.class);
    }

    @Test
    void packages_do_not_depend_on_each_other_in_circles() {
        assertHoldsAndFinds(CYCLES, InnerHalfOfACycle.class, OuterHalfOfACycle.class);
    }

    private static void assertHoldsAndFinds(ArchRule rule, Class<?>... planted) {
        rule.check(PRODUCTION);
        assertThat(rule.evaluate(new ClassFileImporter().importClasses(planted)).hasViolation())
                .isTrue();
    }
}
