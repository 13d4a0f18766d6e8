package io.outpost.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls between the packages of what takes observations in. */
@AnalyzeClasses(
        packages = "io.outpost.ingest",
        importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.outpost.ingest.(**)").should().beFreeOfCycles();

    /** The same report gives the same observation, whoever sends it by whatever way. */
    @ArchTest
    static final ArchRule STATION_PROTOCOLS_ARE_PURE =
            classes()
                    .that()
                    .resideInAPackage("io.outpost.ingest.station..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java..",
                            "io.outpost.ingest..",
                            "io.outpost.core..",
                            "io.outpost.schemas",
                            "org.apache.avro..");
}
