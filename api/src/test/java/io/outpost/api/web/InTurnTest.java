package io.outpost.api.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InTurnTest {
    private final Deque<Runnable> asked = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();
    private final InTurn inTurn = new InTurn(asked::add);

    @Test
    void manyTasksAskForOneThread() {
        inTurn.execute(() -> done.add("first"));
        inTurn.execute(() -> done.add("second"));
        assertEquals(1, asked.size());
        asked.remove().run();
        assertEquals(List.of("first", "second"), done);
        inTurn.execute(() -> done.add("third"));
        asked.remove().run();
        assertEquals(List.of("first", "second", "third"), done);
    }

    @Test
    void aTaskThatAddsOneIsFollowedByIt() {
        inTurn.execute(() -> inTurn.execute(() -> done.add("second")));
        asked.remove().run();
        assertEquals(List.of("second"), done);
        assertEquals(0, asked.size());
    }

    @Test
    void thoseBehindOneThatFailsRunAllTheSame() {
        inTurn.execute(
                () -> {
                    throw new IllegalStateException("first");
                });
        inTurn.execute(() -> done.add("second"));
        assertThrows(IllegalStateException.class, () -> asked.remove().run());
        asked.remove().run();
        assertEquals(List.of("second"), done);
        inTurn.execute(() -> done.add("third"));
        asked.remove().run();
        assertEquals(List.of("second", "third"), done);
    }

    /** The list is not safe for threads: two tasks at a time would lose some. */
    @Test
    void ofManyThreadsNoTwoTasksRunAtATimeAndNoneIsLost() throws InterruptedException {
        int senders = 4;
        int each = 50_000;
        ExecutorService threads = Executors.newFixedThreadPool(senders);
        InTurn shared = new InTurn(threads);
        CountDownLatch ran = new CountDownLatch(senders * each);
        ExecutorService sending = Executors.newFixedThreadPool(senders);
        for (int sender = 0; sender < senders; sender++) {
            sending.execute(
                    () -> {
                        for (int i = 0; i < each; i++) {
                            shared.execute(
                                    () -> {
                                        done.add("one");
                                        ran.countDown();
                                    });
                        }
                    });
        }
        assertTrue(ran.await(1, TimeUnit.MINUTES));
        sending.shutdown();
        threads.shutdown();
        assertEquals(senders * each, done.size());
    }
}
