package io.outpost.conditions.operator;

import io.outpost.core.preference.Preference;
import io.outpost.core.preference.PreferenceDocuments;
import io.outpost.decode.preference.LevelNames;
import io.outpost.decode.preference.PreferenceReader;
import io.outpost.decode.preference.UnreadablePreferenceException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.metrics.Counter;

/**
 * Reads documents that places keep. One that was admitted by an earlier version of the product, or
 * under other names of levels, may be none any more: it is counted, and as if it were taken back.
 */
final class StoredPreferences implements PreferenceDocuments {
    private final LevelNames levels;
    private final Counter notRead;

    /**
     * @param notRead counts readings of documents that are none
     */
    StoredPreferences(LevelNames levels, Counter notRead) {
        this.levels = levels;
        this.notRead = notRead;
    }

    @Override
    public Preference read(String document) {
        try {
            return PreferenceReader.read(document.getBytes(StandardCharsets.UTF_8), levels);
        } catch (UnreadablePreferenceException e) {
            notRead.inc();
            return null;
        }
    }
}
