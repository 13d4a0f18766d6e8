package io.outpost.api.export;

import io.outpost.api.web.ReadRoute;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;

/** DELETE /v1/exports/{id}: cancels an export, or removes one that has ended, with its file. */
final class DeleteExport implements ReadRoute {

    private final ExportJobStore jobs;

    DeleteExport(ExportJobStore jobs) {
        this.jobs = jobs;
    }

    @Override
    public Method method() {
        return Method.DELETE;
    }

    @Override
    public String path() {
        return "/v1/exports/{id}";
    }

    /** Who works on it sees that when it saves. */
    @Override
    public Reply answer(Request request) {
        if (!jobs.delete(request.variable("id"), request.caller().id())) {
            throw GetExportStatus.unknown();
        }
        return Reply.nothing();
    }
}
