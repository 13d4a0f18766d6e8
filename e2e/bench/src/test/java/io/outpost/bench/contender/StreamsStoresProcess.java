package io.outpost.bench.contender;

import io.outpost.bench.fixture.ChildJvm;

/** A process of Kafka Streams with its state in stores, which writes its rows to a topic. */
public final class StreamsStoresProcess {
    private StreamsStoresProcess() {}

    /**
     * What it does.
     *
     * @param contender marks are reported; it runs until it is killed
     * @param rowsTopic receives the hashes of its rows
     */
    public record Task(ContenderTask contender, String applicationId, String rowsTopic) {}

    public static void main(String[] arguments) throws Exception {
        Task task = ChildJvm.task(arguments, Task.class);
        Pass pass =
                Pass.start(
                        new StreamsStores(
                                task.contender(), task.applicationId(), task.rowsTopic()));
        for (long mark : task.contender().marks()) {
            pass.await(mark);
            ChildJvm.report(new ContenderMain.MarkPassed(mark));
        }
        pass.await(Long.MAX_VALUE);
    }
}
