package io.outpost.bench.contender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PassTest {
    private final Endless endless = new Endless();

    @Test
    void waitsForTheProgressInTheUnitOfTheContender() throws Exception {
        Pass pass = Pass.start(endless);
        pass.await(10);
        assertTrue(endless.progress() >= 20);
        pass.stop();
    }

    @Test
    void stopReturnsWhenTheContenderHasEnded() throws Exception {
        Pass pass = Pass.start(endless);
        pass.await(1);
        assertEquals(1, endless.ended.getCount());
        pass.stop();
        assertEquals(0, endless.ended.getCount());
        assertFalse(endless.working);
    }

    /** Two units of progress per record, for ever. */
    private static final class Endless implements Contender {
        private final AtomicLong progress = new AtomicLong();
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile boolean working = true;

        @Override
        public void run() {
            while (working) {
                progress.incrementAndGet();
                Thread.onSpinWait();
            }
            ended.countDown();
        }

        @Override
        public void stop() {
            working = false;
        }

        @Override
        public long progress() {
            return progress.get();
        }

        @Override
        public long progressAt(long records) {
            return 2 * records;
        }
    }
}
