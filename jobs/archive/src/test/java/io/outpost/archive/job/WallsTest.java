package io.outpost.archive.job;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls between the packages of the archive job, and between it and the conditions job. */
@AnalyzeClasses(packages = "io.outpost", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    @ArchTest
    static final ArchRule ONLY_CONNECTORS_KNOW_THEIR_SYSTEM =
            noClasses()
                    .that()
                    .resideInAPackage("io.outpost.archive.admit..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.flink.connector..",
                            "org.apache.kafka.clients..",
                            "java.sql..",
                            "org.postgresql..");

    @ArchTest
    static final ArchRule ADMITTING_KNOWS_NO_TABLE =
            noClasses()
                    .that()
                    .resideInAPackage("io.outpost.archive.admit..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.outpost.archive", "io.outpost.archive.postgres..");

    @ArchTest
    static final ArchRule WHAT_IS_SHARED_KNOWS_NO_JOB =
            noClasses()
                    .that()
                    .resideInAnyPackage("io.outpost.decode..", "io.outpost.flink..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.outpost.archive..");

    @ArchTest
    static final ArchRule NOTHING_OF_THE_CONDITIONS_JOB_IS_PACKED =
            noClasses().should().resideInAPackage("io.outpost.conditions..");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.outpost.(**)").should().beFreeOfCycles();
}
