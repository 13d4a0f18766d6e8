package io.outpost.api.export;

import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ProblemKind;
import io.outpost.api.web.ReadRoute;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import java.util.Map;

/**
 * POST /v1/exports: asks for a file of what is read of places over a long range. It is made in the
 * background; 202 says where to ask how far it is.
 */
final class PostExport implements ReadRoute {

    private final ExportQuery query;
    private final ExportJobStore jobs;
    private final ExportSettings settings;
    private final Runnable whenAdded;

    PostExport(
            ExportQuery query, ExportJobStore jobs, ExportSettings settings, Runnable whenAdded) {
        this.query = query;
        this.jobs = jobs;
        this.settings = settings;
        this.whenAdded = whenAdded;
    }

    @Override
    public Method method() {
        return Method.POST;
    }

    @Override
    public String path() {
        return "/v1/exports";
    }

    @Override
    public Reply answer(Request request) {
        if (settings.maxBytes() == 0) {
            throw new ProblemException(
                    ProblemKind.FORBIDDEN,
                    "No exports are made here; --export-mebibytes says how many bytes they may have.");
        }
        ExportJob job = jobs.add(read(request), settings);
        whenAdded.run();
        return new Reply(202, Reply.JSON, job, Map.of("Location", ExportJob.path(job.exportId())));
    }

    private NewExport read(Request request) {
        try {
            return query.read(request);
        } catch (ProblemException e) {
            throw e.inBody();
        }
    }
}
