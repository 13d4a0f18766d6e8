package io.outpost.api.preference;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.outpost.api.web.ReadRoute;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.decode.preference.PreferenceTemplates;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** GET /v1/preferences/templates: ready-made preferences to begin with, one per activity. */
final class ListTemplates implements ReadRoute {

    /** One, as a document. */
    record Template(String name, @JsonRawValue String preference) {
        static Template of(String name) {
            return new Template(
                    name, new String(PreferenceTemplates.document(name), StandardCharsets.UTF_8));
        }
    }

    /** All of them, in the order in which a person is shown them. */
    record Templates(List<Template> templates) {}

    @Override
    public String path() {
        return "/v1/preferences/templates";
    }

    @Override
    public Reply answer(Request request) {
        return Reply.json(
                new Templates(PreferenceTemplates.NAMES.stream().map(Template::of).toList()));
    }
}
