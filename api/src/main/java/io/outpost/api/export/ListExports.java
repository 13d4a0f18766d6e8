package io.outpost.api.export;

import io.outpost.api.web.ReadRoute;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import java.util.List;

/** GET /v1/exports: those of who asks; without a token, none. */
final class ListExports implements ReadRoute {

    private final ExportJobStore jobs;

    ListExports(ExportJobStore jobs) {
        this.jobs = jobs;
    }

    /** The exports, the newest first. */
    record ExportJobs(List<ExportJob> exports) {}

    @Override
    public String path() {
        return "/v1/exports";
    }

    @Override
    public Reply answer(Request request) {
        String owner = request.caller().id();
        return Reply.json(new ExportJobs(owner == null ? List.of() : jobs.list(owner)));
    }
}
