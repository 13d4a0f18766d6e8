package io.outpost.deliver;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls between the packages of what notifies people of alerts. */
@AnalyzeClasses(
        packages = "io.outpost.deliver",
        importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.outpost.deliver.(**)").should().beFreeOfCycles();

    /** What is sent to strangers goes one way, past the check of addresses. */
    @ArchTest
    static final ArchRule SENDING_KNOWS_NO_TABLES =
            noClasses()
                    .that()
                    .resideInAPackage("io.outpost.deliver.send")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.jdbi..", "java.sql..", "org.apache.kafka..");
}
