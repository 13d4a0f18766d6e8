package io.outpost.e2e.mutants;

import java.io.PrintStream;
import java.util.Arrays;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * A separate process that runs test classes until one test fails. Exit code 0: all pass; {@value
 * #FAILED}: one fails, and the last line says which; {@value #NOTHING}: there is no test; {@value
 * #BROKEN}: one ends by something else than an assertion.
 */
public final class TestProgram {
    static final int FAILED = 3;
    static final int NOTHING = 4;
    static final int BROKEN = 5;
    static final String FINDING = "FAILED ";

    private static final int LONGEST_TEXT = 200;

    private TestProgram() {}

    public static void main(String[] classes) {
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(
                                Arrays.stream(classes)
                                        .map(DiscoverySelectors::selectClass)
                                        .toList())
                        .build();
        FirstFailure listener = new FirstFailure(System.out);
        LauncherFactory.create().execute(request, listener);
        // Threads that a test has left must not keep it.
        Runtime.getRuntime().halt(listener.passed == 0 ? NOTHING : 0);
    }

    /** Ends the process with the first failure: the rest would say no more. */
    private static final class FirstFailure implements TestExecutionListener {
        private final PrintStream out;
        private int passed;

        private FirstFailure(PrintStream out) {
            this.out = out;
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                String message =
                        result.getThrowable()
                                .map(Throwable::toString)
                                .orElse("")
                                .lines()
                                .findFirst()
                                .orElse("");
                String text = test.getLegacyReportingName() + ": " + message;
                out.println(FINDING + text.substring(0, Math.min(text.length(), LONGEST_TEXT)));
                out.flush();
                // A mutant that only breaks something is none.
                boolean asserted = result.getThrowable().orElse(null) instanceof AssertionError;
                Runtime.getRuntime().halt(asserted ? FAILED : BROKEN);
            }
            passed += test.isTest() ? 1 : 0;
        }
    }
}
