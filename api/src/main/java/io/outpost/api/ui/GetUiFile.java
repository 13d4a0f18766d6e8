package io.outpost.api.ui;

import io.outpost.api.file.StaticFile;
import io.outpost.api.web.Access;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ProblemKind;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.api.web.Route;

/**
 * GET /ui/{edition}/{file}: a file of the page. Under the edition of this server it is kept for a
 * year; under another, as while versions change, it is asked for each time.
 */
public final class GetUiFile implements Route {

    private static final String FOR_A_YEAR = "public, max-age=31536000, immutable";
    private static final String ASKED_EACH_TIME = "no-cache";

    private final UiFiles files;

    public GetUiFile(UiFiles files) {
        this.files = files;
    }

    @Override
    public String path() {
        return UiFiles.PATH + "{edition}/{file}";
    }

    @Override
    public Access access() {
        return Access.OPEN;
    }

    @Override
    public Reply answer(Request request) {
        StaticFile file =
                files.find(request.variable("file"))
                        .orElseThrow(
                                () ->
                                        new ProblemException(
                                                ProblemKind.NOT_FOUND,
                                                "The page has no such file."));
        boolean isOurs = files.edition().equals(request.variable("edition"));
        return file.reply("Cache-Control", isOurs ? FOR_A_YEAR : ASKED_EACH_TIME);
    }
}
