package io.outpost.e2e.oracle.topics;

import io.outpost.e2e.oracle.Findings;
import io.outpost.e2e.oracle.fold.Episode;
import io.outpost.e2e.oracle.log.WireReader;
import io.outpost.schemas.Transition;
import io.outpost.schemas.wire.SchemaRegistry;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Compares the conditions topic: of each change the newest revision, and no revision twice. */
public final class TransitionTopic {
    private final Findings findings;
    private final WireReader<Transition> wire;
    private final Map<String, String> awaited = new HashMap<>();
    private final Map<String, Newest> newest = new HashMap<>();
    private final Set<String> seen = new HashSet<>();

    private record Newest(long revision, boolean retracted, String content) {}

    public TransitionTopic(SchemaRegistry registry, Findings findings) {
        this.wire = new WireReader<>(registry, new Transition());
        this.findings = findings;
    }

    public void await(String placeId, io.outpost.e2e.oracle.fold.Transition transition) {
        String episode =
                transition.episodeStartMillis() == 0
                        ? null
                        : Episode.id(
                                placeId, transition.condition(), transition.episodeStartMillis());
        awaited.put(
                key(placeId, transition.condition(), transition.atMillis()),
                content(transition.from(), transition.to(), transition.level(), episode));
    }

    public boolean isComplete() {
        return newest.keySet().containsAll(awaited.keySet());
    }

    public void take(ConsumerRecord<byte[], byte[]> message) {
        findings.checked();
        Transition told = wire.message(message.value());
        String key = key(told.getPlaceId(), told.getCondition(), told.getAt().toEpochMilli());
        if (!seen.add(key + " revision " + told.getRevision())) {
            findings.duplicated(key + " revision " + told.getRevision());
        }
        Newest next =
                new Newest(
                        told.getRevision(),
                        told.getRetracted(),
                        content(
                                told.getFromState(),
                                told.getState(),
                                told.getLevel(),
                                told.getEpisodeId()));
        newest.merge(key, next, (old, now) -> now.revision >= old.revision ? now : old);
    }

    /** Compares the newest of each with what is expected. */
    public void end() {
        awaited.forEach(
                (key, content) -> {
                    Newest told = newest.get(key);
                    if (told == null) {
                        findings.missing(key + " " + content);
                    } else if (told.retracted || !told.content.equals(content)) {
                        findings.wrong(
                                "%s is %s%s, must be %s"
                                        .formatted(
                                                key,
                                                told.content,
                                                told.retracted ? " (retracted)" : "",
                                                content));
                    }
                });
        newest.forEach(
                (key, told) -> {
                    if (!told.retracted && !awaited.containsKey(key)) {
                        findings.extra(key + " " + told.content);
                    }
                });
    }

    private static String key(String place, String condition, long atMillis) {
        return place + " " + condition + " " + Instant.ofEpochMilli(atMillis);
    }

    private static String content(String from, String to, String level, String episode) {
        return from + " > " + to + ", level " + level + ", episode " + episode;
    }
}
