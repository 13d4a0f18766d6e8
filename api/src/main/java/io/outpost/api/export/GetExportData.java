package io.outpost.api.export;

import io.outpost.api.web.ByteRange;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ProblemKind;
import io.outpost.api.web.ReadRoute;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;

/**
 * GET /v1/exports/{id}/data: the file of an export, or a part of it; as it is stored to who takes
 * gzip.
 */
final class GetExportData implements ReadRoute {

    /** Each holds a thread. */
    private static final int MOST_AT_A_TIME = 4;

    private final ExportJobStore jobs;
    private final ExportChunkStore chunks;
    private final Semaphore running = new Semaphore(MOST_AT_A_TIME);

    GetExportData(ExportJobStore jobs, ExportChunkStore chunks) {
        this.jobs = jobs;
        this.chunks = chunks;
    }

    @Override
    public String path() {
        return "/v1/exports/{id}/data";
    }

    @Override
    public Reply answer(Request request) {
        ExportJobStore.File file = GetExportStatus.require(jobs, request);
        requireDone(file.job());
        boolean isGzip = takesGzip(request);
        ExportFile body =
                new ExportFile(chunks, file, request.caller().id(), isGzip, running::release);
        String tag = "\"" + file.job().exportId() + (isGzip ? "-gzip" : "") + "\"";
        Optional<ByteRange> part = ByteRange.of(request, tag, body.length());
        Map<String, String> headers = headers(file.job(), tag, isGzip, request);
        part.ifPresent(one -> headers.put("Content-Range", one.contentRange(body.length())));
        ByteRange sent = part.orElseGet(() -> new ByteRange(0, body.length()));
        headers.put("Content-Length", String.valueOf(sent.length()));
        if (!running.tryAcquire()) {
            throw new ProblemException(
                            ProblemKind.BUSY,
                            MOST_AT_A_TIME + " files are sent already; ask again when one is.")
                    .with("Retry-After", GetExportStatus.RETRY_AFTER_SECONDS);
        }
        return new Reply(
                part.isPresent() ? 206 : 200,
                file.job().format().mediaType(),
                body.part(sent),
                headers);
    }

    private static void requireDone(ExportJob job) {
        if (job.failure() != null) {
            throw new ProblemException(
                    ProblemKind.NOT_DONE, "It has failed: " + job.failure().detail());
        }
        if (job.state().isOpen()) {
            throw new ProblemException(ProblemKind.NOT_DONE, "It is not done yet.")
                    .with("Retry-After", GetExportStatus.RETRY_AFTER_SECONDS);
        }
    }

    private static Map<String, String> headers(
            ExportJob job, String tag, boolean isGzip, Request request) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("Accept-Ranges", "bytes");
        headers.put("ETag", tag);
        headers.put("Vary", "Accept-Encoding");
        headers.put(
                "Content-Disposition",
                "attachment; filename=\"%s.%s\"".formatted(job.exportId(), job.format().id()));
        if (isGzip || request.header("Accept-Encoding").isPresent()) {
            // Said, so that nothing compresses what is sent as it is.
            headers.put("Content-Encoding", isGzip ? "gzip" : "identity");
        }
        return headers;
    }

    private static boolean takesGzip(Request request) {
        return Arrays.stream(request.header("Accept-Encoding").orElse("").split(",", -1))
                .map(one -> one.replace(" ", "").toLowerCase(Locale.ROOT))
                .anyMatch(one -> one.matches("(x-)?gzip(;q=(1(\\.0*)?|0?\\.\\d*[1-9]\\d*))?"));
    }
}
