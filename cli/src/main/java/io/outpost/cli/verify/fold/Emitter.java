package io.outpost.cli.verify.fold;

import io.outpost.cli.verify.emission.AlertContent;
import io.outpost.cli.verify.emission.Content;
import io.outpost.cli.verify.emission.Emission;
import io.outpost.cli.verify.emission.Key;
import io.outpost.cli.verify.emission.RejectedContent;
import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.log.LogRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The events of a place: counts them, and gives what they emit their revision and time. */
final class Emitter {
    private final String placeId;
    private final Consumer<Emission> receiver;
    private final List<AlertContent> alerts = new ArrayList<>();
    private long revision;
    private long eventMillis;

    Emitter(String placeId, Consumer<Emission> receiver) {
        this.placeId = placeId;
        this.receiver = receiver;
    }

    /** Begins the next event. */
    void begin(long atMillis) {
        revision++;
        eventMillis = atMillis;
    }

    /** Ends the event: its alerts go out in their order. */
    void end() {
        alerts.sort(AlertContent.ORDER);
        for (AlertContent alert : alerts) {
            String episode = Ids.episode(placeId, alert.subject(), alert.episode().startedMillis());
            Table table = alert.episode().isOfPreference() ? Table.PREFERENCE_ALERTS : Table.ALERTS;
            emit(table, new Key(placeId, episode + " " + alert.kind(), 0), alert);
        }
        alerts.clear();
    }

    String placeId() {
        return placeId;
    }

    /** Number of events; 0 while the place does not exist. */
    long revision() {
        return revision;
    }

    /** Time of the last event. */
    long eventMillis() {
        return eventMillis;
    }

    void alert(AlertContent alert) {
        alerts.add(alert);
    }

    /** A rejected record that is no event, because there is no place. */
    void emitOfNoPlace(RejectedContent rejected, LogRecord logged) {
        receiver.accept(
                new Emission(
                        Table.REJECTED,
                        Table.position(logged.partition(), logged.offset()),
                        0,
                        logged.receivedAtMillis(),
                        rejected));
    }

    void emit(Table table, String what, long number, Content content) {
        emit(table, new Key(placeId, what, number), content);
    }

    void emit(Table table, Key key, Content content) {
        receiver.accept(new Emission(table, key, revision, eventMillis, content));
    }
}
