package io.outpost.decode;

import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.RejectionReason;
import io.outpost.core.preference.PreferenceVersion;
import io.outpost.decode.preference.LevelNames;
import io.outpost.decode.preference.PreferenceReader;
import io.outpost.decode.preference.UnreadablePreferenceException;
import io.outpost.schemas.Preference;
import java.nio.charset.StandardCharsets;

/** From a message to a version of a preference, or the reason why it is rejected. */
final class DecodePreferences {
    private final int partitions;
    private final LevelNames levels;

    DecodePreferences(int partitions, LevelNames levels) {
        this.partitions = partitions;
        this.levels = levels;
    }

    PlaceInput version(Preference preference, SourceRecord source) throws RejectedValueException {
        String placeId = preference.getPlaceId();
        Ids.require(placeId, RejectionReason.MISSING_PLACE);
        Ids.requirePartition(
                placeId, Ids.hashOfPlace(placeId), source.origin().partition(), partitions);
        try {
            return PlaceInput.of(
                    placeId,
                    version(preference),
                    source.receivedAtMillis(),
                    DeadLetterOrigin.of(source.origin()));
        } catch (RejectedValueException e) {
            throw e.naming(placeId);
        }
    }

    private PreferenceVersion version(Preference preference) throws RejectedValueException {
        Ids.require(preference.getPreferenceId(), RejectionReason.MISSING_PREFERENCE);
        Ids.require(preference.getOwnerId(), RejectionReason.MISSING_OWNER);
        if (preference.getVersion() < 1) {
            throw invalid("version %d is below 1".formatted(preference.getVersion()));
        }
        if (preference.getDocument() != null) {
            requireReadable(preference.getDocument());
        }
        return new PreferenceVersion(
                preference.getPreferenceId(),
                preference.getOwnerId(),
                preference.getVersion(),
                preference.getDocument());
    }

    private void requireReadable(String document) throws RejectedValueException {
        try {
            PreferenceReader.read(document.getBytes(StandardCharsets.UTF_8), levels);
        } catch (UnreadablePreferenceException e) {
            throw invalid("document: " + e.getMessage());
        }
    }

    private static RejectedValueException invalid(String detail) {
        return new RejectedValueException(RejectionReason.INVALID_PREFERENCE, detail);
    }
}
