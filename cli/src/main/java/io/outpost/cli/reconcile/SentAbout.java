package io.outpost.cli.reconcile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/** The messages about one episode, or one change, in the order in which the topic has them. */
final class SentAbout<M extends SpecificRecord> {
    private final Retraction<M> retraction;
    private final List<Said<M>> sent = new ArrayList<>();

    /**
     * A message, or a row that says the same.
     *
     * @param text equal for equal messages; by Avro, one with a double that is no number equals
     *     none
     * @param writerEpoch 0: it does not say it
     */
    record Said<M>(M message, String text, long writerEpoch) {
        Said(M message, long writerEpoch) {
            this(message, message.toString(), writerEpoch);
        }
    }

    SentAbout(Retraction<M> retraction) {
        this.retraction = retraction;
    }

    /** Adds the next one. */
    void add(M message, long writerEpoch) {
        sent.add(new Said<>(message, writerEpoch));
    }

    M newest() {
        return sent.get(sent.size() - 1).message();
    }

    boolean isOf(WriterSpan writers) {
        return sent.stream().anyMatch(one -> writers.holds(one.writerEpoch()));
    }

    /**
     * The retraction that is to be published; empty: nothing is to be retracted, or what retracts
     * it is there already and says what held when it came.
     *
     * @param rows what holds of the same
     * @param revision of the retraction
     */
    Optional<M> missing(List<Said<M>> rows, WriterSpan writers, long revision) {
        int withdrawn = lastWithdrawn(rows, writers);
        if (withdrawn < 0) {
            return Optional.empty();
        }
        M last = sent.get(withdrawn).message();
        int known = lastRetraction();
        if (known > withdrawn) {
            Said<M> there = sent.get(known);
            long its = retraction.revision().applyAsLong(there.message());
            M due = retraction.maker().of(last, standing(rows, writers, known), its);
            if (there.text().equals(due.toString())) {
                return Optional.empty();
            }
        }
        return Optional.of(
                retraction.maker().of(last, standing(rows, writers, sent.size()), revision));
    }

    /** One that the version that writes now has sent too, or would have, is right. */
    private int lastWithdrawn(List<Said<M>> rows, WriterSpan writers) {
        Set<String> right = rows.stream().map(Said::text).collect(Collectors.toSet());
        int last = sent.size() - 1;
        while (last >= 0
                && !(writers.holds(sent.get(last).writerEpoch())
                        && !right.contains(sent.get(last).text()))) {
            last--;
        }
        return last;
    }

    private int lastRetraction() {
        int last = sent.size() - 1;
        while (last >= 0 && !retraction.isRetraction(sent.get(last).message())) {
            last--;
        }
        return last;
    }

    /**
     * What held before a position: the newest row whose message was there, or is from before the
     * withdrawn writers; null: none.
     */
    private M standing(List<Said<M>> rows, WriterSpan writers, int before) {
        Set<String> there = new HashSet<>();
        sent.subList(0, before).forEach(one -> there.add(one.text()));
        return rows.stream()
                .filter(row -> writers.isBefore(row.writerEpoch()) || there.contains(row.text()))
                .max(Comparator.comparing(Said::message, retraction.order()))
                .map(Said::message)
                .orElse(null);
    }
}
