package io.outpost.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

class RejectionLogTest {
    private final Lines lines = new Lines();
    private long nanos;
    private final RejectionLog log = new RejectionLog(lines, () -> nanos);

    private void reject(String reason) {
        log.rejected("outpost/hut/\nroof", new RejectedMessageException(reason, "why\u001b"));
    }

    @Test
    void saysEachReasonOnceAMinute() {
        reject("A");
        reject("A");
        reject("B");
        nanos += TimeUnit.SECONDS.toNanos(59);
        reject("A");
        assertEquals(2, lines.written.size());
        nanos += TimeUnit.SECONDS.toNanos(1);
        reject("A");
        assertEquals(3, lines.written.size());
        assertTrue(lines.written.get(2).contains("A: why"));
        assertTrue(lines.written.get(2).contains("(2 more of this reason"));
        lines.written.forEach(line -> assertFalse(line.matches("(?s).*\\p{Cntrl}.*"), line));
    }

    /** Keeps what is written. */
    private static final class Lines extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1L;
        private final transient List<String> written = new ArrayList<>();

        @Override
        protected void handleNormalizedLoggingCall(
                Level level, Marker marker, String message, Object[] values, Throwable failure) {
            written.add(MessageFormatter.basicArrayFormat(message, values));
        }

        @Override
        protected String getFullyQualifiedCallerName() {
            return null;
        }

        @Override
        public boolean isTraceEnabled() {
            return true;
        }

        @Override
        public boolean isDebugEnabled() {
            return true;
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }
    }
}
