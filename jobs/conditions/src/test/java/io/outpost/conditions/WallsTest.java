package io.outpost.conditions;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls between the packages of the jobs. */
@AnalyzeClasses(packages = "io.outpost", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    @ArchTest
    static final ArchRule CORE_IS_PURE_JAVA =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "io.outpost.weather..", "io.outpost.place..", "io.outpost.condition..")
                    .should()
                    .dependOnClassesThat()
                    .resideOutsideOfPackages(
                            "java..",
                            "io.outpost.weather..",
                            "io.outpost.place..",
                            "io.outpost.condition..");

    @ArchTest
    static final ArchRule WEATHER_KNOWS_NO_PLACE =
            noClasses()
                    .that()
                    .resideInAPackage("io.outpost.weather..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.outpost.place..", "io.outpost.condition..");

    @ArchTest
    static final ArchRule CONDITIONS_KNOW_NO_PLACE =
            noClasses()
                    .that()
                    .resideInAPackage("io.outpost.condition..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.outpost.place..");

    @ArchTest
    static final ArchRule ONLY_CONNECTORS_KNOW_THEIR_SYSTEM =
            noClasses()
                    .that()
                    .resideInAnyPackage("io.outpost.operate..", "io.outpost.observe..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.flink.connector..",
                            "org.apache.kafka.clients..",
                            "java.sql..",
                            "org.postgresql..");

    @ArchTest
    static final ArchRule OBSERVING_KNOWS_NO_OPERATOR =
            noClasses()
                    .that()
                    .resideInAPackage("io.outpost.observe..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.outpost.operate..", "io.outpost.conditions..");

    @ArchTest
    static final ArchRule ONE_CLASS_KNOWS_CONFLUENTS_CLIENT =
            classes()
                    .that()
                    .resideInAPackage("io.outpost..")
                    .and()
                    .doNotHaveFullyQualifiedName("io.outpost.schemas.wire.SchemaRegistry")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideOutsideOfPackages(
                            "org.apache.flink.avro.registry.confluent..",
                            "org.apache.flink.formats.avro..");
}
