package io.outpost.api.preference;

import io.outpost.api.web.ReadRoute;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.decode.preference.PreferenceTemplates;
import java.nio.charset.StandardCharsets;

/** GET /v1/preferences/schema: the JSON Schema (2020-12) of a preference. */
final class GetPreferenceSchema implements ReadRoute {

    @Override
    public String path() {
        return "/v1/preferences/schema";
    }

    @Override
    public Reply answer(Request request) {
        return Reply.text(
                Reply.JSON, new String(PreferenceTemplates.schema(), StandardCharsets.UTF_8));
    }
}
