package io.ordersaga.messaging;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.ordersaga.messaging.planted.InboxRuleThatKnowsSpring;
import io.ordersaga.messaging.planted.PostOfficeThatReadsLetters;
import io.ordersaga.messaging.planted.inner.InnerHalfOfACycle;
import io.ordersaga.messaging.planted.outer.OuterHalfOfACycle;
import org.junit.jupiter.api.Test;

/** Who may know whom inside the post office; each rule also finds a violation that is planted for it. */
class MessagingArchitectureTest {

    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.ordersaga.messaging");

    private static final ArchRule LETTERS_STAY_CLOSED = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "io.ordersaga.messages.order..",
                    "io.ordersaga.messages.product..",
                    "io.ordersaga.messages.user.."));

    private static final ArchRule RULE_IS_PURE = classes()
            .that()
            .haveSimpleNameStartingWith("InboxRule")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "io.ordersaga.messaging.inbox", "io.ordersaga.messages", "java..", "org.jspecify.."));

    private static final ArchRule CYCLES =
            slices().assignedFrom(eachPackage()).should().beFreeOfCycles();

    @Test
    void no_letter_is_opened() {
        assertHoldsAndFinds(LETTERS_STAY_CLOSED, PostOfficeThatReadsLetters.class);
    }

    @Test
    void what_the_inbox_decides_needs_no_framework() {
        assertHoldsAndFinds(RULE_IS_PURE, InboxRuleThatKnowsSpring.class);
    }

    @Test
    void packages_do_not_depend_on_each_other_in_circles() {
        assertHoldsAndFinds(CYCLES, InnerHalfOfACycle.class, OuterHalfOfACycle.class);
    }

    /** The root package is one of them, which a pattern with a dot in it would leave out. */
    private static SliceAssignment eachPackage() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return SliceIdentifier.of(type.getPackageName());
            }

            @Override
            public String getDescription() {
                return "packages";
            }
        };
    }

    private static void assertHoldsAndFinds(ArchRule rule, Class<?>... planted) {
        rule.check(PRODUCTION);
        assertThat(rule.evaluate(new ClassFileImporter().importClasses(planted)).hasViolation())
                .isTrue();
    }
}
