package io.outpost.e2e.rig;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/** Waits for something to become true. */
public final class Await {
    private static final long PAUSE_MILLIS = 50;

    private Await() {}

    /** A question to a process that may be away for a while. */
    public interface Question {
        boolean holds() throws Exception;
    }

    /** Fails when it does not hold in time. */
    public static void until(String what, Duration limit, Question question) throws Exception {
        if (!holds(limit, question)) {
            throw new ProofException("Gave up after %s waiting: %s".formatted(limit, what));
        }
    }

    /** True as soon as it holds; false when it does not in time. */
    public static boolean holds(Duration limit, Question question) throws Exception {
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() - deadlineNanos < 0) {
            if (answer(question)) {
                return true;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return false;
    }

    private static boolean answer(Question question) throws Exception {
        try {
            return question.holds();
        } catch (IOException | SQLException e) {
            return false;
        }
    }
}
