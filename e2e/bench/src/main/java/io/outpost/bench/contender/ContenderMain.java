package io.outpost.bench.contender;

import io.outpost.bench.fixture.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/**
 * The process of a contender: one or more passes that warm it, then the one that counts. Reports
 * each mark when it is passed, and the result, then waits to be ended, so that its processor time
 * can be read.
 */
public final class ContenderMain {
    /** System property: file that receives a flight recording of the measured pass. */
    public static final String PROFILE = "outpost.bench.profile";

    private static final int SETTLE_MILLIS = 300;

    private ContenderMain() {}

    /** So many records are done. */
    public record MarkPassed(long records) {}

    /** All is done. */
    public record Result(long rows, long digest) {}

    public static void main(String[] arguments) throws Exception {
        ContenderTask task = ChildJvm.task(arguments, ContenderTask.class);
        if (task.warmPassRecords() > 0) {
            WarmUp.run(task.warmPass());
        }
        measure(task.measuredPass());
        Thread.currentThread().join();
    }

    private static void measure(ContenderTask task) throws Exception {
        Recording profile = startProfile();
        Contender contender = task.kind().create(task);
        Pass pass = Pass.start(contender);
        for (long mark : task.marks()) {
            pass.await(mark);
            ChildJvm.report(new MarkPassed(mark));
        }
        pass.await(task.records());
        if (profile != null) {
            Path file = Path.of(System.getProperty(PROFILE));
            Files.createDirectories(file.getParent());
            profile.dump(file);
        }
        // Rows that should not be there would still come.
        Thread.sleep(SETTLE_MILLIS);
        ChildJvm.report(new Result(contender.rows(), SharedCounts.digest()));
    }

    private static Recording startProfile() throws IOException, ParseException {
        if (System.getProperty(PROFILE) == null) {
            return null;
        }
        Recording profile = new Recording(Configuration.getConfiguration("profile"));
        profile.start();
        return profile;
    }
}
