package io.outpost.cli.replay;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.console.Progress;
import io.outpost.cli.console.StopSignal;
import io.outpost.cli.replay.order.Arrival;
import io.outpost.cli.replay.order.Pace;
import io.outpost.cli.replay.recording.Reading;
import io.outpost.cli.send.Ledger;
import io.outpost.cli.send.RecordSender;
import io.outpost.cli.send.SendLog;
import io.outpost.cli.send.Sending;
import io.outpost.cli.stack.Endpoints;
import io.outpost.schemas.wire.OldRecording;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Sends readings in their order, each when it arrives at the pace of the settings. */
record ReadingSender(Endpoints endpoints, ReplaySettings settings, Progress progress) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<Header> OLD =
            List.of(new RecordHeader(OldRecording.HEADER, (byte[]) null));

    /** Returns when all are acknowledged: the seconds that it took. */
    double send(List<Reading> readings, SendLog log, Ledger ledger) {
        RecordSender sender =
                new RecordSender(
                        endpoints.kafka(),
                        endpoints.logTopic(),
                        settings.compression(),
                        PATIENCE,
                        log);
        try (StopSignal stop = new StopSignal();
                Sending sending = new Sending(sender, log, ledger, progress, readings.size())) {
            sendAll(readings, log, sending, stop);
            sending.flush();
            if (sending.sent() < readings.size()) {
                throw new CommandException(
                        String.format(
                                "Interrupted: %,d of %,d observations are acknowledged; see %s",
                                log.count(), readings.size(), ledger.file()));
            }
            progress.say(
                    String.format(
                            "sent %,d in %.1f s (%,.0f/s)",
                            log.count(), sending.seconds(), sending.perSecond()));
            return sending.seconds();
        }
    }

    private void sendAll(List<Reading> readings, SendLog log, Sending sending, StopSignal stop) {
        Arrival arrival = settings.arrival();
        Pace pace = settings.pace();
        long first = readings.isEmpty() ? 0 : arrival.millisOf(readings.get(0));
        for (Reading reading : readings) {
            if (!pace.await(arrival.millisOf(reading) - first, stop::isRaised)) {
                return;
            }
            sending.send(
                    log.place(reading.placeId()),
                    reading.value(),
                    reading.observedAtMillis(),
                    headers(reading));
        }
    }

    private List<Header> headers(Reading reading) {
        boolean old = reading.observedAtMillis() < OldRecording.EARLIEST.toEpochMilli();
        return old && settings.before2000() ? OLD : List.of();
    }
}
