package io.outpost.bench.contender;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/**
 * The process of a contender: one or more passes that warm it, then the one that counts. Tells on
 * its standard output when it passes each mark and when it is done, then waits to be ended, so that
 * whoever watches can read its use of the processor.
 */
public final class ContenderMain {
    /** What the lines for the watcher begin with. */
    public static final String MARK = "bench: ";

    public static final String PASSED = "passed";

    public static final String DONE = "done";

    /** Followed by: rows, digest, and the heap that the pass uses, bytes. */
    public static final String RESULT = "result ";

    /** System property: file that receives a flight recording of the measured pass. */
    public static final String PROFILE = "outpost.bench.profile";

    private static final int SETTLE_MILLIS = 300;

    private ContenderMain() {}

    public static void main(String[] arguments) throws Exception {
        endWithWatcher();
        Assignment assignment = Assignment.parse(arguments);
        ContenderKind kind = ContenderKind.byId(assignment.kind());
        if (assignment.warmPassRecords() > 0) {
            new WarmUp(kind, assignment.warmPass()).run();
        }
        measure(kind, assignment.measuredPass());
        Thread.currentThread().join();
    }

    private static void measure(ContenderKind kind, Assignment assignment) throws Exception {
        long usedBefore = usedBytes();
        Recording profile = startProfile();
        Contender contender = kind.create(assignment);
        Pass pass = Pass.start(contender);
        for (long mark : assignment.marks()) {
            pass.await(mark);
            tell(PASSED);
        }
        pass.await(assignment.records());
        tell(DONE);
        if (profile != null) {
            Files.createDirectories(Path.of(System.getProperty(PROFILE)).getParent());
            profile.dump(Path.of(System.getProperty(PROFILE)));
        }
        // Rows that should not be there would still come.
        Thread.sleep(SETTLE_MILLIS);
        long used = usedBytes() - usedBefore;
        tell(RESULT + contender.rows() + " " + contender.digest() + " " + used);
    }

    private static Recording startProfile() throws IOException, ParseException {
        if (System.getProperty(PROFILE) == null) {
            return null;
        }
        Recording profile = new Recording(Configuration.getConfiguration("profile"));
        profile.start();
        return profile;
    }

    private static void tell(String line) {
        System.out.println(MARK + line);
    }

    private static long usedBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Nothing may go on for ever when the watcher was killed. */
    private static void endWithWatcher() {
        ProcessHandle.current()
                .parent()
                .ifPresent(
                        watcher ->
                                watcher.onExit()
                                        .thenRun(() -> Runtime.getRuntime().halt(1))
                                        .isDone());
    }
}
