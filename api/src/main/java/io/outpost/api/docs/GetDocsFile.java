package io.outpost.api.docs;

import io.outpost.api.web.Access;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.api.web.Route;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** GET /docs/NAME: one of the files of the page of the contract. */
public final class GetDocsFile implements Route {

    private static final String FOR_A_DAY = "public, max-age=86400";

    private final DocsFile file;
    private final String text;

    private GetDocsFile(DocsFile file) {
        this.file = file;
        this.text = file.read();
    }

    /** A route for each of them. */
    public static List<GetDocsFile> all() {
        return Arrays.stream(DocsFile.values())
                .filter(file -> file != DocsFile.PAGE)
                .map(GetDocsFile::new)
                .toList();
    }

    @Override
    public String path() {
        return "/docs/" + file.fileName();
    }

    @Override
    public Access access() {
        return Access.OPEN;
    }

    @Override
    public Reply answer(Request request) {
        return Reply.text(file.mediaType(), text).withHeaders(Map.of("Cache-Control", FOR_A_DAY));
    }
}
