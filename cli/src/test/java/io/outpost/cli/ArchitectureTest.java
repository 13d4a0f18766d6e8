package io.outpost.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.outpost.cli", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.outpost.cli.(**)").should().beFreeOfCycles();

    /** What it shared with the product it could not find wrong. */
    @ArchTest
    static final ArchRule THE_ORACLE_SHARES_THE_AVRO_CLASSES_AND_NOTHING_ELSE =
            noClasses()
                    .that()
                    .resideInAPackage("io.outpost.cli.verify..")
                    .should()
                    .dependOnClassesThat(
                            DescribedPredicate.and(
                                            JavaClass.Predicates.resideInAPackage("io.outpost.."),
                                            JavaClass.Predicates.resideOutsideOfPackages(
                                                    "io.outpost.cli.verify..",
                                                    "io.outpost.schemas"))
                                    .as("are of the product, but for its Avro classes"));
}
