package io.outpost.e2e.mutants;

import io.outpost.cli.console.CommandException;
import io.outpost.e2e.mutants.Mutant.OnStack;
import io.outpost.e2e.mutants.Mutant.Program;
import io.outpost.e2e.rig.Build;
import io.outpost.e2e.rig.CheckpointWatch;
import io.outpost.e2e.rig.FlinkRest;
import io.outpost.e2e.rig.LocalStack;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tries mutants: those that tests show; then on stacks, first the unchanged product in everything
 * that the others must fail, which must pass, then each with those that leave other traces.
 */
final class MutantTrials {
    private final Path home;
    private final Path work;
    private final int firstPort;
    private final PrintStream out;
    private final Build build;
    private final MutantBuild mutantBuild;

    /**
     * @param home root of the repository
     * @param work an empty folder
     * @param firstPort of thirteen in a row
     */
    MutantTrials(Path home, Path work, int firstPort, PrintStream out) {
        this.home = home;
        this.work = work;
        this.firstPort = firstPort;
        this.out = out;
        this.build = new Build(home);
        this.mutantBuild = new MutantBuild(build);
    }

    /** What a stack is asked. */
    private interface Questions {
        List<TrialResult> ask(Trial trial) throws Exception;
    }

    /**
     * Tries all.
     *
     * @throws CommandException when the unchanged product does not pass
     */
    List<TrialResult> run(List<Mutant> mutants) throws Exception {
        List<TrialResult> results = new ArrayList<>();
        TestTrials tests = new TestTrials(build, folder("tests"), out);
        for (Mutant mutant : mutants) {
            if (!mutant.isOnStack()) {
                results.add(tests.result(mutant));
            }
        }
        List<Mutant> onStacks = mutants.stream().filter(Mutant::isOnStack).toList();
        if (!onStacks.isEmpty()) {
            results.addAll(runOnStacks(onStacks));
        }
        return results;
    }

    private List<TrialResult> runOnStacks(List<Mutant> mutants) throws Exception {
        Map<String, List<Mutant>> stacks = new LinkedHashMap<>();
        Map<Mutant, Path> guests = new LinkedHashMap<>();
        Map<String, Path> jars = new LinkedHashMap<>();
        for (Mutant mutant : mutants) {
            OnStack onStack = mutant.onStack();
            if (onStack.hasOwnStack()) {
                stacks.computeIfAbsent(onStack.stack(), name -> new ArrayList<>()).add(mutant);
            } else {
                guests.put(mutant, built(mutant));
            }
        }
        for (Map.Entry<String, List<Mutant>> stack : stacks.entrySet()) {
            jars.put(
                    stack.getKey(),
                    mutantBuild.mutatedJar(stack.getValue(), folder("build-" + stack.getKey())));
        }
        List<TrialResult> results = new ArrayList<>(unchanged(mutants, guests));
        for (Map.Entry<String, List<Mutant>> stack : stacks.entrySet()) {
            results.addAll(
                    onStack(
                            stack.getKey(),
                            jars.get(stack.getKey()),
                            trial -> mutated(trial, stack.getValue())));
        }
        return results;
    }

    private Path built(Mutant mutant) throws IOException {
        Path folder = folder("build-" + mutant.name());
        return mutant.onStack().program() == Program.CLI
                ? mutantBuild.compile(mutant, folder)
                : mutantBuild.mutatedJar(List.of(mutant), folder);
    }

    private List<TrialResult> unchanged(List<Mutant> mutants, Map<Mutant, Path> guests)
            throws Exception {
        return onStack(
                "unchanged",
                build.conditionsJar(),
                trial -> {
                    mustBeEmpty(comparedAfter(trial, steps(mutants)));
                    List<TrialResult> results = guests(trial, guests);
                    out.println("  passes");
                    return results;
                });
    }

    private List<TrialResult> guests(Trial trial, Map<Mutant, Path> guests) throws Exception {
        List<TrialResult> results = new ArrayList<>();
        for (Map.Entry<Mutant, Path> guest : guests.entrySet()) {
            Mutant mutant = guest.getKey();
            Trial changed =
                    mutant.onStack().program() == Program.CLI
                            ? trial.withSender(
                                    guest.getValue() + File.pathSeparator + build.cliClasspath())
                            : trial.withJar(guest.getValue());
            List<Finding> found = new ArrayList<>(taken(changed, mutant.onStack().step()));
            if (found.isEmpty()) {
                found.addAll(compared(changed));
            }
            results.add(result(mutant, found));
        }
        return results;
    }

    private List<TrialResult> mutated(Trial trial, List<Mutant> mutants) throws Exception {
        List<Finding> found = comparedAfter(trial, steps(mutants));
        return mutants.stream().map(mutant -> result(mutant, found)).toList();
    }

    private TrialResult result(Mutant mutant, List<Finding> found) {
        Finding expected =
                found.stream().filter(mutant.onStack().finding()::isMetBy).findFirst().orElse(null);
        TrialResult result = new TrialResult(mutant, expected, found.size());
        out.println(result.text());
        if (!result.isFound()) {
            found.stream().limit(20).forEach(one -> out.println("             " + one));
        }
        return result;
    }

    private static Set<Step> steps(List<Mutant> mutants) {
        Set<Step> steps = EnumSet.noneOf(Step.class);
        mutants.forEach(mutant -> steps.add(mutant.onStack().step()));
        return steps;
    }

    private void mustBeEmpty(List<Finding> found) {
        if (!found.isEmpty()) {
            found.stream().limit(20).forEach(out::println);
            throw new CommandException(
                    "The unchanged product does not pass: %d findings".formatted(found.size()));
        }
    }

    private List<Finding> comparedAfter(Trial trial, Set<Step> steps) throws Exception {
        List<Finding> found = new ArrayList<>();
        for (Step step : steps) {
            found.addAll(taken(trial, step));
        }
        found.addAll(compared(trial));
        return found;
    }

    private List<Finding> taken(Trial trial, Step step) throws Exception {
        long begin = System.nanoTime();
        List<Finding> found = step.take(trial);
        say(step.what(), begin);
        return found;
    }

    private List<Finding> compared(Trial trial) throws Exception {
        long begin = System.nanoTime();
        boolean still = new JobAtRest(trial).await();
        say(still ? "the job has come to rest" : "the job does not come to rest", begin);
        begin = System.nanoTime();
        List<Finding> found = new ArrayList<>(new Oracle(trial.stack()).findings());
        found.addAll(new SenderLedgers(trial.stack()).findings());
        say("compared: %d findings".formatted(found.size()), begin);
        return found;
    }

    private List<TrialResult> onStack(String name, Path jar, Questions questions) throws Exception {
        long begin = System.nanoTime();
        out.println("Stack " + name);
        try (LocalStack stack = new LocalStack(home, folder("stack-" + name).resolve("data"))) {
            stack.up(
                    "--without-archive",
                    "--emissions",
                    "--ports-from=" + firstPort,
                    "--conditions-jar=" + jar);
            say("is up", begin);
            try (TrialLog log = new TrialLog(stack);
                    CheckpointWatch checkpoints = new CheckpointWatch(stack.checkpoints())) {
                return questions.ask(
                        new Trial(
                                stack,
                                new FlinkRest(stack.flinkUrl()),
                                checkpoints,
                                log,
                                build.conditionsJar(),
                                jar,
                                build.cliClasspath()));
            }
        } finally {
            say("is down", begin);
        }
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(work.resolve(name));
    }

    private void say(String what, long beginNanos) {
        out.printf("  %5.1f s  %s%n", (System.nanoTime() - beginNanos) / 1e9, what);
    }
}
