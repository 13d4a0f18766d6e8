package io.outpost.api;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.outpost.api.web.HttpServer;
import io.outpost.api.web.ShortName;

@AnalyzeClasses(packages = "io.outpost.api", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule ONLY_THE_WEB_PACKAGE_KNOWS_JAVALIN =
            noClasses()
                    .that(not(resideInAPackage("io.outpost.api.web")))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..");

    @ArchTest
    static final ArchRule ONE_CLASS_KNOWS_THE_ROUTING =
            noClasses()
                    .that()
                    .doNotBelongToAnyOf(HttpServer.class)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.javalin.config..", "io.javalin.router..");

    @ArchTest
    static final ArchRule ONLY_STORES_SPEAK_SQL =
            noClasses()
                    .that(not(resideInAPackage("io.outpost.api.postgres")))
                    .and()
                    .haveSimpleNameNotEndingWith("Store")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.jdbi..",
                            "java.sql..",
                            "javax.sql..",
                            "org.postgresql..",
                            "com.zaxxer..");

    @ArchTest
    static final ArchRule ROUTES_ARE_NAMED_VERB_AND_NOUN =
            classes()
                    .that()
                    .implement("io.outpost.api.web.Endpoint")
                    .and()
                    .areNotInterfaces()
                    .and()
                    .doNotBelongToAnyOf(ShortName.class)
                    .should()
                    .haveNameMatching(".*\\.(Get|List|Post|Put|Delete)[A-Z][A-Za-z]+");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.outpost.api.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule FEATURES_DO_NOT_KNOW_THE_SERVER =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "..place",
                            "..series",
                            "..display",
                            "..observation",
                            "..condition",
                            "..preference",
                            "..map",
                            "..alert",
                            "..stream",
                            "..export",
                            "..ingest",
                            "..rate",
                            "..sensor",
                            "..health",
                            "..token",
                            "..tls",
                            "..file",
                            "..docs",
                            "..ui")
                    .should()
                    .dependOnClassesThat()
                    .belongToAnyOf(HttpServer.class, Application.class, Routes.class);

    /** Formulas, panes and models of the job, for what is computed when it is asked for. */
    @ArchTest
    static final ArchRule ONLY_WHAT_IS_COMPUTED_WHEN_ASKED_KNOWS_THE_CORE =
            noClasses()
                    .that(
                            not(
                                    resideInAnyPackage(
                                            "io.outpost.api.display",
                                            "io.outpost.api.series",
                                            "io.outpost.api.observation",
                                            "io.outpost.api.ingest",
                                            "io.outpost.api.condition",
                                            "io.outpost.api.preference",
                                            "io.outpost.api.map")))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.outpost.core..");

    @ArchTest
    static final ArchRule ONLY_INGEST_KNOWS_THE_LOG =
            noClasses()
                    .that(not(resideInAPackage("io.outpost.api.ingest")))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.outpost.ingest..");

    @ArchTest
    static final ArchRule ONLY_INGEST_AND_THE_STREAM_OF_ALERTS_KNOW_KAFKA =
            noClasses()
                    .that(not(resideInAnyPackage("io.outpost.api.ingest", "io.outpost.api.stream")))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule ONLY_THE_TOKEN_PACKAGE_READS_TOKENS =
            noClasses()
                    .that(not(resideInAPackage("io.outpost.api.token")))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.nimbusds..");

    @ArchTest
    static final ArchRule NOTHING_IS_A_HELPER =
            noClasses().should().haveNameMatching(".*(Utils?|Helper|Common|Manager|Impl)");
}
