package io.outpost.bench.live;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A rate that goes up evenly. */
record Ramp(LiveFixture live, ScheduledProducer producer) {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int MILLIS_PER_SECOND = 1000;

    LiveResults.Ramp measure() throws IOException, InterruptedException {
        ProducerMain.Sent sent = producer.awaitSent();
        long processedMillis = producer.awaitProcessed(LIMIT);
        Schedule schedule = producer.schedule();
        OptionalLong grows =
                producer.lag()
                        .lastWithout(
                                live.progress()
                                        .within(schedule.startMillis(), schedule.endMillis()));
        return new LiveResults.Ramp(
                schedule.fromPerSecond(),
                schedule.toPerSecond(),
                schedule.seconds(),
                grows.isPresent() ? schedule.rateAt(grows.getAsLong()) : 0,
                seconds(processedMillis),
                (processedMillis - schedule.endMillis()) / (double) MILLIS_PER_SECOND,
                sent);
    }

    private List<LiveResults.Second> seconds(long untilMillis) {
        List<LiveResults.Second> seconds = new ArrayList<>();
        for (long second = producer.schedule().startMillis();
                second < untilMillis;
                second += MILLIS_PER_SECOND) {
            var samples = live.progress().within(second, second + MILLIS_PER_SECOND);
            if (!samples.isEmpty()) {
                seconds.add(second(samples.get(samples.size() - 1)));
            }
        }
        return seconds;
    }

    private LiveResults.Second second(Progress.Sample sample) {
        Schedule schedule = producer.schedule();
        boolean over = sample.millis() >= schedule.endMillis();
        return new LiveResults.Second(
                (sample.millis() - schedule.startMillis()) / (double) MILLIS_PER_SECOND,
                over ? 0 : schedule.rateAt(sample.millis()),
                producer.lag().records(sample),
                producer.lag().millis(sample));
    }
}
