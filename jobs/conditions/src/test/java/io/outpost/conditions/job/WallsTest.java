package io.outpost.conditions.job;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls between the packages of the jobs. */
@AnalyzeClasses(packages = "io.outpost", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.outpost.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule CORE_IS_PURE_JAVA =
            noClasses()
                    .that()
                    .resideInAPackage("io.outpost.core..")
                    .should()
                    .dependOnClassesThat()
                    .resideOutsideOfPackages("java..", "io.outpost.core..");

    @ArchTest
    static final ArchRule WEATHER_KNOWS_NO_PLACE =
            noClasses()
                    .that()
                    .resideInAPackage("io.outpost.core.weather..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.outpost.core.place..", "io.outpost.core.condition..");

    @ArchTest
    static final ArchRule CONDITIONS_KNOW_NO_PLACE =
            noClasses()
                    .that()
                    .resideInAPackage("io.outpost.core.condition..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.outpost.core.place..");

    @ArchTest
    static final ArchRule MODELS_KNOW_WEATHER_ONLY =
            noClasses()
                    .that()
                    .resideInAPackage("io.outpost.core.model..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.outpost.core.place..", "io.outpost.core.condition..");

    @ArchTest
    static final ArchRule DECODING_NEEDS_NO_FLINK =
            noClasses()
                    .that()
                    .resideInAPackage("io.outpost.decode..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.flink..", "io.outpost.flink..");

    @ArchTest
    static final ArchRule ONLY_CONNECTORS_KNOW_THEIR_SYSTEM =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "io.outpost.decode..",
                            "io.outpost.conditions.operator..",
                            "io.outpost.conditions.state..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.flink.connector..",
                            "org.apache.kafka.clients..",
                            "java.sql..",
                            "org.postgresql..");

    @ArchTest
    static final ArchRule WHAT_IS_SHARED_KNOWS_NO_JOB =
            noClasses()
                    .that()
                    .resideInAnyPackage("io.outpost.decode..", "io.outpost.flink..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.outpost.conditions..");

    @ArchTest
    static final ArchRule ONE_CLASS_KNOWS_CONFLUENTS_CLIENT =
            classes()
                    .that()
                    .resideInAPackage("io.outpost..")
                    .and()
                    .haveNameNotMatching("io\\.outpost\\.schemas\\.wire\\.SchemaRegistry(\\$.*)?")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideOutsideOfPackages(
                            "org.apache.flink.avro.registry.confluent..",
                            "org.apache.flink.formats.avro..");
}
