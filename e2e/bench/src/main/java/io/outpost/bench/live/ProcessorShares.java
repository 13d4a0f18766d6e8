package io.outpost.bench.live;

import io.outpost.bench.fixture.ProcessStatistics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Processor time of all processes, user and system: in seconds so far, or in % of one core.
 *
 * @param job JobManager and TaskManager
 * @param own of this process, which watches
 * @param elsewhere of all else on the machine
 */
record ProcessorShares(
        double job, double broker, double postgres, double producer, double own, double elsewhere) {

    static ProcessorShares secondsNow(LiveFixture live, long producerPid) throws IOException {
        List<Double> seconds = live.pids().stream().map(ProcessStatistics::seconds).toList();
        double job = seconds.get(0);
        double broker = seconds.get(1);
        double postgres = seconds.get(2);
        double producer = ProcessStatistics.seconds(producerPid);
        Duration cpu = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        double own = cpu.toMillis() / 1000.0;
        double all = ProcessStatistics.ofMachineSeconds();
        double elsewhere = all - job - broker - postgres - producer - own;
        return new ProcessorShares(job, broker, postgres, producer, own, elsewhere);
    }

    /** From seconds so far at two moments to % of one core. */
    ProcessorShares percentUntil(ProcessorShares end, double seconds) {
        double percent = 100 / seconds;
        return new ProcessorShares(
                percent * (end.job - job),
                percent * (end.broker - broker),
                percent * (end.postgres - postgres),
                percent * (end.producer - producer),
                percent * (end.own - own),
                Math.max(0, percent * (end.elsewhere - elsewhere)));
    }
}
