package io.outpost.api.preference;

import io.outpost.api.web.Owner;
import io.outpost.api.web.ReadRoute;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;

/** GET /v1/preferences/{id}: one of whoever asks, and at how many of its places the log has it. */
final class GetPreference implements ReadRoute {

    private final PreferenceStore preferences;

    GetPreference(PreferenceStore preferences) {
        this.preferences = preferences;
    }

    /** The preference of the caller that the path names. */
    static SavedPreference require(PreferenceStore preferences, Request request) {
        return preferences
                .find(PreferenceId.of(request), Owner.of(request))
                .orElseThrow(SavedPreference::unknown);
    }

    @Override
    public String path() {
        return "/v1/preferences/{id}";
    }

    @Override
    public Reply answer(Request request) {
        return Reply.json(require(preferences, request));
    }
}
