package io.outpost.bench.live;

import io.outpost.bench.live.Progress.Sample;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A rate that goes up evenly. */
final class Ramp {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int MILLIS_PER_SECOND = 1000;

    private final LiveStage stage;
    private final Feed feed;

    Ramp(LiveStage stage, Feed feed) {
        this.stage = stage;
        this.feed = feed;
    }

    RampResult measure() throws IOException, InterruptedException {
        ProducerStatistics sent = feed.awaitSent();
        long processedMillis = feed.awaitProcessed(LIMIT);
        Schedule schedule = feed.schedule();
        List<Sample> during = stage.progress().within(schedule.startMillis(), schedule.endMillis());
        OptionalLong grows = feed.lag().lastWithout(during);
        return new RampResult(
                schedule.fromPerSecond(),
                schedule.toPerSecond(),
                schedule.seconds(),
                grows.isPresent() ? schedule.rateAt(grows.getAsLong()) : 0,
                seconds(processedMillis),
                (processedMillis - schedule.endMillis()) / (double) MILLIS_PER_SECOND,
                sent);
    }

    private List<RampResult.Second> seconds(long untilMillis) {
        long start = feed.schedule().startMillis();
        List<RampResult.Second> seconds = new ArrayList<>();
        for (long second = start; second < untilMillis; second += MILLIS_PER_SECOND) {
            List<Sample> samples = stage.progress().within(second, second + MILLIS_PER_SECOND);
            if (!samples.isEmpty()) {
                seconds.add(second(samples.get(samples.size() - 1)));
            }
        }
        return seconds;
    }

    private RampResult.Second second(Sample sample) {
        Schedule schedule = feed.schedule();
        boolean over = sample.millis() >= schedule.endMillis();
        return new RampResult.Second(
                (sample.millis() - schedule.startMillis()) / (double) MILLIS_PER_SECOND,
                over ? 0 : schedule.rateAt(sample.millis()),
                feed.lag().records(sample),
                feed.lag().millis(sample));
    }
}
