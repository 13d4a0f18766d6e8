package io.outpost.e2e;

import io.outpost.e2e.batch.BatchComparison;
import io.outpost.e2e.batch.RecordedSet;
import io.outpost.e2e.digest.ContentDigest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Computes the derived rows of a recording straight from its CSV, in plain Java that shares no code
 * with the job, and compares every row and value with Postgres; or prints a digest of the results'
 * content. Exit code 1 on any difference.
 */
@Command(
        name = "batch-check",
        mixinStandardHelpOptions = true,
        description = "Compares the results of a replay with a batch over the same files.")
public final class BatchCheck implements Callable<Integer> {
    @Option(
            names = "--file",
            arity = "1..*",
            paramLabel = "FILE",
            description = "recordings of one set, or folders with some")
    private List<Path> files = List.of();

    @Option(names = "--set", description = "which set they are: ${COMPLETION-CANDIDATES}")
    private RecordedSet set;

    @Option(
            names = "--content-digest",
            description = "print a digest of the content of every table")
    private boolean contentDigest;

    @Option(
            names = "--postgres-url",
            description = "jdbc:postgresql://...; without it only the expected counts are printed")
    private String postgresUrl;

    @Option(names = "--postgres-user", defaultValue = "postgres")
    private String postgresUser;

    @Option(names = "--postgres-password", defaultValue = "")
    private String postgresPassword;

    @Spec private CommandLine.Model.CommandSpec spec;

    public static void main(String[] args) {
        System.exit(
                new CommandLine(new BatchCheck())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .execute(args));
    }

    @Override
    public Integer call() throws SQLException, IOException {
        if ((files.isEmpty() ? !contentDigest : set == null)
                || (contentDigest && postgresUrl == null)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--file and --set, or --content-digest and --postgres-url");
        }
        if (postgresUrl == null) {
            new BatchComparison(set, recordings()).printExpected(System.out);
            return 0;
        }
        try (Connection connection =
                DriverManager.getConnection(postgresUrl, postgresUser, postgresPassword)) {
            connection.setAutoCommit(false);
            return check(connection, System.out);
        }
    }

    private int check(Connection connection, PrintStream out) throws SQLException, IOException {
        boolean equal = true;
        if (!files.isEmpty()) {
            BatchComparison batch = new BatchComparison(set, recordings());
            batch.printExpected(out);
            equal = batch.compare(connection, out);
            out.println(equal ? "no difference" : "DIFFERENT");
        }
        if (contentDigest) {
            new ContentDigest(connection).print(out);
        }
        return equal ? 0 : 1;
    }

    private List<Path> recordings() throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path path : files) {
            if (Files.isDirectory(path)) {
                try (var children = Files.list(path)) {
                    children.filter(f -> f.toString().matches(".*\\.csv(\\.gz)?"))
                            .sorted()
                            .forEach(all::add);
                }
            } else {
                all.add(path);
            }
        }
        return all;
    }
}
