package io.outpost.cli.poll;

import io.outpost.schemas.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How the asking of one station stands. Not thread-safe. */
final class StationPoll {
    private static final Duration SILENT_AFTER = Duration.ofHours(1);
    private static final int SILENT_INTERVALS = 3;

    private final PolledStation station;
    private final Map<String, String> headers;
    private final AnswerReader reader;
    private final Timetable timetable;
    private final NewestTimes newest = new NewestTimes();
    private final Instant begunAt;
    private String etag;
    private String lastModified;
    private Instant nextAt;
    private Instant answeredAt;
    private int failures;
    private long observationsSent;
    private String trouble;

    /**
     * @param headers of its requests, with their values
     */
    StationPoll(
            PolledStation station, Map<String, String> headers, AnswerReader reader, Instant now) {
        this.station = station;
        this.headers = headers;
        this.reader = reader;
        this.timetable = new Timetable(station.name(), station.interval());
        this.begunAt = now;
        this.nextAt = timetable.first(now);
    }

    /**
     * As operators see it; times in UTC.
     *
     * @param answeredAt its last good answer; null: none yet
     * @param newestObservation null: none was sent yet
     * @param failures in a row
     * @param trouble why the last question had no good answer; null: it had one, or none was asked
     */
    record Status(
            String name,
            String nextAt,
            String answeredAt,
            String newestObservation,
            long observationsSent,
            int failures,
            String trouble) {}

    String name() {
        return station.name();
    }

    /** Since its last good answer, or since it is asked at all. */
    Duration silence(Instant now) {
        return Duration.between(answeredAt == null ? begunAt : answeredAt, now);
    }

    /** It has given no good answer for an hour, and for three of its intervals. */
    boolean isSilent(Instant now) {
        Duration silence = silence(now);
        return silence.compareTo(SILENT_AFTER) > 0
                && silence.compareTo(station.interval().multipliedBy(SILENT_INTERVALS)) > 0;
    }

    Instant nextAt() {
        return nextAt;
    }

    AnswerReader reader() {
        return reader;
    }

    /** What to ask it now. */
    StationClient.Question question(Instant now) {
        Instant known = newest.newest() == null ? now : newest.newest();
        return new StationClient.Question(
                station.address(known.minus(station.since())),
                headers,
                etag,
                lastModified,
                station.timeout());
    }

    boolean isNew(Observation observation) {
        return newest.isNew(
                observation.getPlaceId(),
                observation.getSensorId(),
                observation.getObservedAt().toEpochMilli());
    }

    /** They are in the log. */
    void sent(List<Observation> observations) {
        observationsSent += observations.size();
        for (Observation observation : observations) {
            newest.sent(
                    observation.getPlaceId(),
                    observation.getSensorId(),
                    observation.getObservedAt().toEpochMilli());
        }
    }

    /** Its answer was good, and all of it is in the log. */
    void answered(StationAnswer answer, Instant now) {
        if (answer.status() == StationAnswer.OK) {
            etag = answer.etag();
            lastModified = answer.lastModified();
        }
        answeredAt = now;
        failures = 0;
        trouble = null;
        nextAt = timetable.next(now, 0, null);
    }

    /** It gave no good answer. */
    void failed(String why, StationAnswer answer, Instant now) {
        failures++;
        trouble = why;
        nextAt = timetable.next(now, failures, answer == null ? null : answer.retryAfter());
    }

    /** The log did not take its rows, which is not its fault: it is asked for them again. */
    void notTaken(String why, Instant now) {
        trouble = why;
        nextAt = timetable.next(now, 0, null);
    }

    boolean isFailing() {
        return trouble != null;
    }

    boolean hasAnswered() {
        return answeredAt != null;
    }

    Status status() {
        return new Status(
                station.name(),
                nextAt.toString(),
                text(answeredAt),
                text(newest.newest()),
                observationsSent,
                failures,
                trouble);
    }

    private static String text(Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
