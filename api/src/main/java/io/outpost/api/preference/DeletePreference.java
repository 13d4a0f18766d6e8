package io.outpost.api.preference;

import io.outpost.api.web.Access;
import io.outpost.api.web.Owner;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.api.web.Route;
import java.time.Instant;

/**
 * DELETE /v1/preferences/{id}: of whoever asks; nobody sees it from the answer on, and the log
 * takes it back at all its places. The same again is answered the same.
 */
final class DeletePreference implements Route {

    private final PreferenceStore preferences;
    private final Runnable whenDeleted;

    DeletePreference(PreferenceStore preferences, Runnable whenDeleted) {
        this.preferences = preferences;
        this.whenDeleted = whenDeleted;
    }

    /** The answer. */
    record Deleted(String preferenceId, Instant deletedAt) {}

    @Override
    public Method method() {
        return Method.DELETE;
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
        Instant deletedAt =
                preferences.delete(id, Owner.of(request)).orElseThrow(SavedPreference::unknown);
        whenDeleted.run();
        return Reply.json(new Deleted(id, deletedAt)).withStatus(202);
    }
}
