package io.outpost.api.export;

import io.outpost.api.export.ExportTask.Progress;
import io.outpost.api.export.ExportTask.Written;
import io.outpost.api.export.ExportTaskStore.Saved;
import io.outpost.api.place.OfPlaces;
import io.outpost.api.place.PageOfPlace;
import io.outpost.api.place.Place;
import io.outpost.api.place.PlaceStore;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads an export on from where it was saved, page by page, and saves it about each MiB. Of what it
 * holds in memory there is at most that and a page. Not thread-safe.
 */
final class ExportRun {

    /** Compressed it is about an eighth. */
    private static final int CHUNK_BYTES = 1 << 20;

    /** Also where little comes, so that the lease goes on and progress is seen. */
    private static final Duration SAVED_EVERY = Duration.ofSeconds(5);

    private final ExportReads reads;
    private final PlaceStore places;
    private final ExportTaskStore store;
    private final ExportSettings settings;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private ExportTask saved;
    private int placesDone;
    private Instant spanFrom;
    private String cursor;
    private Instant reached;
    private long rows;
    private long savedAtNanos = System.nanoTime();

    ExportRun(
            ExportTask task,
            ExportReads reads,
            PlaceStore places,
            ExportTaskStore store,
            ExportSettings settings) {
        this.saved = task;
        this.reads = reads;
        this.places = places;
        this.store = store;
        this.settings = settings;
        this.placesDone = task.progress().placesDone();
        this.spanFrom = task.progress().spanFrom();
        this.cursor = task.progress().cursor();
    }

    /** The export as it was saved last. */
    ExportTask task() {
        return saved;
    }

    boolean isRead() {
        return placesDone == saved.placeIds().size();
    }

    /** True: it should be saved before more is read. */
    boolean isDue() {
        return text.size() >= CHUNK_BYTES
                || System.nanoTime() - savedAtNanos > SAVED_EVERY.toNanos();
    }

    /** Reads the next page. A place that was deleted meanwhile has none. */
    void read() {
        Optional<Place> place = places.known(saved.placeIds().get(placesDone));
        if (place.isEmpty()) {
            goOn(placesDone + 1, null, null);
            return;
        }
        Instant from = spanFrom == null ? saved.start() : spanFrom;
        Instant end = saved.kind().spanEnd(from, saved.end());
        PageOfPlace page =
                reads.page(
                        new ExportReads.Wanted(
                                saved.kind(), saved.id(), saved.parameters(), from, end, cursor),
                        place.get(),
                        ExportReads.PAGE_ROWS);
        write(page);
        reached = page.reached();
        if (page.next() != null) {
            goOn(placesDone, from, page.next());
        } else if (end.isBefore(saved.end())) {
            goOn(placesDone, end, null);
        } else {
            goOn(placesDone + 1, null, null);
        }
    }

    private void goOn(int newPlacesDone, Instant newSpanFrom, String newCursor) {
        placesDone = newPlacesDone;
        spanFrom = newSpanFrom;
        cursor = newCursor;
    }

    private void write(PageOfPlace page) {
        OfPlaces lines = OfPlaces.of(page);
        String mediaType = saved.format().mediaType();
        if (saved.progress().written().bytes() + text.size() == 0) {
            text.writeBytes(lines.head(mediaType).getBytes(StandardCharsets.UTF_8));
        }
        text.writeBytes(lines.lines(mediaType).getBytes(StandardCharsets.UTF_8));
        rows += page.items().size();
    }

    /** Saves what was read. */
    Saved save() {
        byte[] bytes = text.toByteArray();
        byte[] deflated = bytes.length == 0 ? bytes : GzipChunks.deflated(bytes);
        Written written = saved.progress().written().with(rows, bytes, deflated);
        if (written.deflatedBytes() > settings.maxBytesOfOne()) {
            return Saved.TOO_LARGE;
        }
        Progress now = new Progress(placesDone, spanFrom, cursor, fraction(), written);
        Saved outcome =
                now.equals(saved.progress())
                        ? store.renew(saved)
                        : store.save(saved, now, bytes, deflated, settings.maxBytes());
        if (outcome == Saved.KEPT) {
            saved = now.equals(saved.progress()) ? saved : saved.saved(now);
            text.reset();
            rows = 0;
            savedAtNanos = System.nanoTime();
        }
        return outcome;
    }

    /** By places, and of one by time. */
    private double fraction() {
        double ofPlace = 0;
        Instant at = cursor == null ? spanFrom : reached;
        if (at != null && !saved.kind().isOpenEnded()) {
            double all = saved.end().getEpochSecond() - saved.start().getEpochSecond() + 1;
            double done = at.getEpochSecond() - saved.start().getEpochSecond();
            ofPlace = Math.min(1, Math.max(0, done / all));
        }
        return (placesDone + ofPlace) / saved.placeIds().size();
    }
}
