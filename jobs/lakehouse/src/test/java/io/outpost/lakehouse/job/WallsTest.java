package io.outpost.lakehouse.job;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls between the packages of the lakehouse job, and between it and the others. */
@AnalyzeClasses(packages = "io.outpost", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    @ArchTest
    static final ArchRule ADMITTING_KNOWS_NO_TABLE =
            noClasses()
                    .that()
                    .resideInAPackage("io.outpost.lakehouse.admit..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.iceberg..", "io.outpost.lakehouse.table..");

    @ArchTest
    static final ArchRule THE_TABLE_KNOWS_NO_LOG_AND_NO_DATABASE =
            noClasses()
                    .that()
                    .resideInAPackage("io.outpost.lakehouse.table..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.kafka..", "java.sql..", "io.outpost.archive.postgres..");

    @ArchTest
    static final ArchRule NO_OTHER_JOB_KNOWS_THIS_ONE =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.outpost.lakehouse..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.outpost.lakehouse..",
                            "org.apache.iceberg..",
                            "org.apache.hadoop..");

    @ArchTest
    static final ArchRule NOTHING_OF_THE_CONDITIONS_JOB_IS_PACKED =
            noClasses().should().resideInAPackage("io.outpost.conditions..");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.outpost.(**)").should().beFreeOfCycles();
}
