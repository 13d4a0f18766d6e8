package io.outpost.api.preference;

import io.outpost.api.web.Cursor;
import io.outpost.api.web.Owner;
import io.outpost.api.web.Page;
import io.outpost.api.web.ReadRoute;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import java.util.List;
import java.util.Set;

/** GET /v1/preferences: those of whoever asks, in the order of their ids. */
final class ListPreferences implements ReadRoute {

    private static final String CURSOR = "preferences";

    private final PreferenceStore preferences;

    ListPreferences(PreferenceStore preferences) {
        this.preferences = preferences;
    }

    /** One page of them. */
    record Saved(List<SavedPreference.Listed> preferences, String next) {}

    @Override
    public String path() {
        return "/v1/preferences";
    }

    @Override
    public Set<String> parameters() {
        return Set.of("limit", "cursor");
    }

    @Override
    public Reply answer(Request request) {
        int limit = request.limit();
        String after = request.cursor(CURSOR, 1).map(cursor -> cursor.text(0)).orElse("");
        Page<SavedPreference.Listed> page =
                Page.cut(
                        preferences.listAfter(after, Owner.of(request), limit + 1),
                        limit,
                        last -> Cursor.after(CURSOR, last.preferenceId()));
        String next = request.next(page);
        return Reply.json(new Saved(page.items(), next)).withNextPage(request, next);
    }
}
