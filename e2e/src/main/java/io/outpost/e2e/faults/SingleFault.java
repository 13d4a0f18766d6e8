package io.outpost.e2e.faults;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** One thing that goes wrong while a stack is at work, and is put right again. */
enum SingleFault {
    TASKMANAGER_FROZEN("TaskManager frozen for 30 s", ProcessTrouble::freezeTaskManager),
    BROKER_AWAY("broker away for 12 s", ProcessTrouble::keepBrokerAway),
    BROKER_FROZEN("broker frozen for 60 s", ProcessTrouble::freezeBroker),
    SESSIONS_ENDED(
            "Postgres ends the jobs' sessions, for 10 s again and again",
            PostgresTrouble::endSessions),
    TABLE_LOCKED("two tables of results locked for 60 s", PostgresTrouble::lockTables),
    CONNECTIONS_USED_UP(
            "all connections to Postgres used up for 20 s, then also those of the jobs",
            PostgresTrouble::useUpConnections),
    REGISTRY_AWAY(
            "registry frozen while the TaskManager is killed and the job restarts",
            RegistryTrouble::freezeAtRestart),
    REGISTRY_EMPTIED(
            "the registry loses all schemas, and the job restarts without them",
            RegistryTrouble::empty),
    API_KILLED("the API killed ten times while stations send to it", ApiKills::ten),
    HOT_PLACE("for 30 s nine of ten records are of one place", HotPlace::send),
    CHECKPOINTS_READ_ONLY(
            "the folder of checkpoints cannot be written for 40 s", CheckpointTrouble::readOnly),
    CHECKPOINT_BROKEN(
            "all killed, then the metadata of the newest checkpoint and the state of the one before are noise",
            CheckpointTrouble::breakNewest),
    CHECKPOINT_BROKEN_IN_USE(
            "the state of the newest checkpoint is noise, and the TaskManager is killed",
            CheckpointTrouble::breakInUse),
    DISK_OF_POSTGRES_FULL("disk of Postgres full for 30 s", SmallDisks::fillPostgres),
    DISK_OF_CHECKPOINTS_FULL("disk of the checkpoints full for 30 s", SmallDisks::fillCheckpoints),
    CLOCK_OF_JOB_AHEAD(
            "clocks of TaskManager and JobManager 5 min ahead",
            scene -> SkewedJava.job(scene, "+5m")),
    CLOCK_OF_JOB_BEHIND(
            "clocks of TaskManager and JobManager 5 min behind",
            scene -> SkewedJava.job(scene, "-5m")),
    CLOCK_OF_BROKER_AHEAD(
            "the broker's clock 5 min ahead", scene -> SkewedJava.broker(scene, "+5m")),
    CLOCK_OF_BROKER_BEHIND(
            "the broker's clock 5 min behind", scene -> SkewedJava.broker(scene, "-5m")),
    CHECKPOINTS_ALL_BROKEN(
            "down, then all savepoints and checkpoints are noise", CheckpointTrouble::breakAll),
    UP_AGAIN("up where it runs, also with other ports", FolderTrouble::upAgain),
    UP_TWICE("two up at once on a folder that is down", FolderTrouble::upTwice),
    SIGNALS_IN_UP(
            "TERM, INT and KILL of up, and KILL of its supervisor, in five phases of up",
            FolderTrouble::signalsInUp),
    SIGNALS_IN_DOWN(
            "TERM, INT and KILL of down, and KILL of the supervisor, in two phases of down",
            FolderTrouble::signalsInDown);

    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // methods without state
    private final Trouble trouble;

    SingleFault(String text, Trouble trouble) {
        this.text = text;
        this.trouble = trouble;
    }

    /** Brings it about and puts it right. */
    @FunctionalInterface
    interface Trouble {
        /**
         * Returns when it is right again, and what was seen meanwhile.
         *
         * @throws io.outpost.cli.console.CommandException when something was not as it must be
         */
        String happen(Scene scene) throws Exception;
    }

    String text() {
        return text;
    }

    String happen(Scene scene) throws Exception {
        return trouble.happen(scene);
    }

    /** False of those during which nobody can send for minutes. */
    boolean isUnderLoad() {
        return compareTo(CHECKPOINTS_ALL_BROKEN) < 0;
    }

    boolean needsClocks() {
        return name().startsWith("CLOCK_");
    }

    boolean needsSmallDisks() {
        return name().startsWith("DISK_");
    }

    /** True when the machine's file systems must not see what it mounts. */
    boolean mounts() {
        return needsSmallDisks() || this == CHECKPOINTS_READ_ONLY;
    }

    /** As people write it, such as table-locked. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** For the help. */
    static final class Labels implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(values()).map(SingleFault::label).iterator();
        }
    }

    /** From a label, or all of them from "all": the command line adds each of the list. */
    static final class Converter implements ITypeConverter<List<SingleFault>> {
        @Override
        public List<SingleFault> convert(String label) {
            if (label.equals("all")) {
                return List.of(values());
            }
            return List.of(
                    Arrays.stream(values())
                            .filter(fault -> fault.label().equals(label))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            new TypeConversionException(
                                                    "there is no fault " + label)));
        }
    }
}
