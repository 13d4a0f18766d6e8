package io.outpost.api.file;

import io.outpost.api.web.Access;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.api.web.Route;

/** A file at a path of its own, kept for a day. */
public final class GetFile implements Route {

    private static final String FOR_A_DAY = "public, max-age=86400";

    private final String path;
    private final StaticFile file;

    public GetFile(String path, StaticFile file) {
        this.path = path;
        this.file = file;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Access access() {
        return Access.OPEN;
    }

    @Override
    public Reply answer(Request request) {
        return file.reply("Cache-Control", FOR_A_DAY);
    }
}
