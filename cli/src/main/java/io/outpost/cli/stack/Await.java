package io.outpost.cli.stack;

import io.outpost.cli.console.CommandException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Bounded waiting for things that can only be asked, such as another process. */
public final class Await {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Await() {}

    /** A question; while what is asked is away, which it may throw, the answer is no. */
    public interface Question {
        boolean holds() throws Exception;
    }

    /** Waits until it holds, and fails when it does not in time. */
    public static void until(String what, Duration limit, Question question)
            throws InterruptedException {
        if (!holds(limit, question)) {
            throw new CommandException("Gave up after %s waiting: %s".formatted(limit, what));
        }
    }

    /** Waits until it holds; false when the limit has passed before. It is asked at least once. */
    public static boolean holds(Duration limit, Question question) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        while (!answer(question)) {
            if (System.nanoTime() - deadlineNanos > 0) {
                return false;
            }
            pause(PAUSE);
        }
        return true;
    }

    private static boolean answer(Question question) throws InterruptedException {
        try {
            return question.holds();
        } catch (IOException | SQLException e) {
            return false;
        } catch (RuntimeException | InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static void pause(Duration duration) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    }
}
