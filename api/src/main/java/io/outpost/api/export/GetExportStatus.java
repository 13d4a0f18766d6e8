package io.outpost.api.export;

import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ProblemKind;
import io.outpost.api.web.ReadRoute;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import java.util.Map;

/** GET /v1/exports/{id}: how far an export is. */
final class GetExportStatus implements ReadRoute {

    /** Before it is worth while to ask again. */
    static final String RETRY_AFTER_SECONDS = "5";

    private final ExportJobStore jobs;

    GetExportStatus(ExportJobStore jobs) {
        this.jobs = jobs;
    }

    /** The export of the caller that the path names. */
    static ExportJobStore.File require(ExportJobStore jobs, Request request) {
        return jobs.find(request.variable("id"), request.caller().id())
                .orElseThrow(GetExportStatus::unknown);
    }

    static ProblemException unknown() {
        return new ProblemException(
                ProblemKind.NOT_FOUND,
                "You have no such export: it was never there, has expired or was removed, or one of its"
                        + " places was deleted.");
    }

    @Override
    public String path() {
        return "/v1/exports/{id}";
    }

    @Override
    public Reply answer(Request request) {
        ExportJob job = require(jobs, request).job();
        Reply reply = Reply.json(job);
        return job.state().isOpen()
                ? reply.withHeaders(Map.of("Retry-After", RETRY_AFTER_SECONDS))
                : reply;
    }
}
