package io.outpost.bench.http;

import io.javalin.Javalin;
import io.outpost.bench.fixture.ChildJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A server of the same kind as the API with one route, which answers a constant. */
public final class ConstantMain {
    /** What it answers to GET. */
    static final String READ = "/v1/constant";

    private static final byte[] ANSWER = "{\"accepted\":1}".getBytes(StandardCharsets.UTF_8);

    private ConstantMain() {}

    /** The task of the process. */
    record Task(int port, String path) {}

    public static void main(String[] arguments) throws IOException {
        Task task = ChildJvm.task(arguments, Task.class);
        Javalin.create(
                        config -> {
                            config.startup.showJavalinBanner = false;
                            config.routes.post(
                                    task.path(),
                                    context -> {
                                        context.bodyAsBytes();
                                        context.contentType("application/json").result(ANSWER);
                                    });
                            config.routes.get(
                                    READ,
                                    context ->
                                            context.contentType("application/json").result(ANSWER));
                        })
                .start("127.0.0.1", task.port());
    }
}
