package io.outpost.bench.live;

import io.outpost.bench.stage.ProcessorTime;
import java.io.IOException;
import java.time.Duration;

/**
 * Processor time of all processes, in % of one core; user and system.
 *
 * @param job JobManager and TaskManager
 * @param own of this process, which looks
 * @param elsewhere of all else on the machine
 */
record ProcessorShares(
        double job, double broker, double postgres, double producer, double own, double elsewhere) {
    private static final double PERCENT = 100;

    /** The clocks at one moment, s. */
    record Moment(
            long nanos,
            double job,
            double broker,
            double postgres,
            double producer,
            double own,
            double machine) {
        static Moment now(LiveStage stage, long producerPid) throws IOException {
            return new Moment(
                    System.nanoTime(),
                    ProcessorTime.seconds(stage.jobPid()),
                    ProcessorTime.seconds(stage.brokerPid()),
                    ProcessorTime.seconds(stage.postgresPid()),
                    ProcessorTime.seconds(producerPid),
                    ownSeconds(),
                    ProcessorTime.ofMachineSeconds());
        }

        private static double ownSeconds() {
            return ProcessHandle.current()
                            .info()
                            .totalCpuDuration()
                            .orElse(Duration.ZERO)
                            .toMillis()
                    / 1000.0;
        }
    }

    static ProcessorShares between(Moment begin, Moment end) {
        double share = PERCENT * 1e9 / (end.nanos() - begin.nanos());
        ProcessorShares known =
                new ProcessorShares(
                        share * (end.job() - begin.job()),
                        share * (end.broker() - begin.broker()),
                        share * (end.postgres() - begin.postgres()),
                        share * (end.producer() - begin.producer()),
                        share * (end.own() - begin.own()),
                        0);
        return known.withAll(share * (end.machine() - begin.machine()));
    }

    private ProcessorShares withAll(double machine) {
        double rest = machine - job - broker - postgres - producer - own;
        return new ProcessorShares(job, broker, postgres, producer, own, Math.max(0, rest));
    }
}
