package io.outpost.api.preference;

import com.fasterxml.jackson.databind.JsonNode;
import io.outpost.api.place.PlaceIdStore;
import io.outpost.api.web.Access;
import io.outpost.api.web.BodyJson;
import io.outpost.api.web.Owner;
import io.outpost.api.web.Problem;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.api.web.Route;
import io.outpost.core.place.RejectionReason;
import io.outpost.decode.PlaceCheck;
import io.outpost.decode.PreferenceCheck;
import io.outpost.decode.preference.PreferenceWriter;
import io.outpost.schemas.Preference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * PUT /v1/preferences/{id}: saves a preference of whoever asks, and what is wanted at its places.
 * Answers 202 when that is stored; how many places have it in the log, GET says.
 */
final class PutPreference implements Route {

    static final int MOST_PLACES = 1_000;

    private static final Set<String> FIELDS =
            Set.of(BodyFields.PLACES_NAME, BodyFields.PREFERENCE_NAME);

    private final PreferenceStore preferences;
    private final PlaceIdStore places;
    private final Runnable whenSaved;
    private final PreferenceCheck check = new PreferenceCheck(Draft.LEVELS);

    PutPreference(PreferenceStore preferences, PlaceIdStore places, Runnable whenSaved) {
        this.preferences = preferences;
        this.places = places;
        this.whenSaved = whenSaved;
    }

    @Override
    public Method method() {
        return Method.PUT;
    }

    @Override
    public String path() {
        return "/v1/preferences/{id}";
    }

    @Override
    public Access access() {
        return Access.WRITE;
    }

    @Override
    public Reply answer(Request request) {
        String id = PreferenceId.of(request);
        JsonNode body = BodyJson.object(request);
        BodyJson.allow(body, "/body", FIELDS);
        String owner = Owner.of(request);
        String document = document(body.path(BodyFields.PREFERENCE_NAME));
        requireAccepted(id, owner, document);
        PlaceChoice choice = PlaceChoice.read(body.path(BodyFields.PLACES_NAME), MOST_PLACES);
        SavedPreference saved = preferences.save(id, owner, document, choice, choice.find(places));
        whenSaved.run();
        return new Reply(202, Reply.JSON, saved, Map.of("Location", SavedPreference.path(id)));
    }

    private static String document(JsonNode preference) {
        if (!preference.isObject()) {
            throw BodyJson.wrong(BodyFields.PREFERENCE, "not-object", "must be a preference");
        }
        byte[] json = preference.toString().getBytes(StandardCharsets.UTF_8);
        return new String(PreferenceWriter.write(Draft.read(json)), StandardCharsets.UTF_8);
    }

    /** As the job will find it. */
    private void requireAccepted(String id, String owner, String document) {
        PlaceCheck.Finding finding =
                check.check(
                        Preference.newBuilder()
                                .setPreferenceId(id)
                                .setPlaceId("any")
                                .setOwnerId(owner)
                                .setVersion(1)
                                .setDocument(document)
                                .build());
        if (finding.reason() == RejectionReason.INVALID_PREFERENCE) {
            throw BodyJson.wrong(BodyFields.PREFERENCE, "too-large", finding.detail());
        }
        if (!finding.isAccepted()) {
            throw wrongId(finding.reason().name(), finding.detail());
        }
    }

    private static ProblemException wrongId(String code, String detail) {
        return ProblemException.unprocessable(
                "The id: " + detail + ".", List.of(new Problem.Fault("/path/id", code, detail)));
    }
}
