package io.outpost.signatures;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.outpost.signatures", importOptions = DoNotIncludeTests.class)
final class WallsTest {

    /** Any client and any server can take it. */
    @ArchTest
    static final ArchRule NO_FRAMEWORK_IS_KNOWN =
            classes()
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "io.outpost.signatures..",
                            "java..",
                            "org.bouncycastle..",
                            "org.greenbytes..");
}
