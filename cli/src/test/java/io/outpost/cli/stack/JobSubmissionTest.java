package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JobSubmissionTest {
    private static final String EMISSIONS = "emissions.topic=outpost.emissions.v1";

    @TempDir private Path root;

    @Test
    void emissionsAreAskedForOfTheConditionsJobAloneAndOnlyOnRequest() throws Exception {
        List<String> conditions = arguments(StackJob.CONDITIONS, true);
        assertEquals("--set", conditions.get(conditions.indexOf(EMISSIONS) - 1));
        assertFalse(arguments(StackJob.CONDITIONS, false).contains(EMISSIONS));
        assertFalse(arguments(StackJob.ARCHIVE, true).contains(EMISSIONS));
    }

    @Test
    void theJobTakesItsWriterEpochByItself() throws Exception {
        assertTrue(
                arguments(StackJob.CONDITIONS, false).stream()
                        .noneMatch(argument -> argument.startsWith("writer-epoch")));
    }

    @Test
    void eachJobIsALoginOfItsOwnWithItsPasswordInAFile() throws Exception {
        for (StackJob job : StackJob.values()) {
            List<String> arguments = arguments(job, false);
            assertTrue(arguments.contains("postgres.user=" + job.title()), arguments::toString);
            DataFolder data = new DataFolder(root.resolve("data"));
            String password = data.postgresPassword(job.login());
            assertTrue(
                    arguments.contains("postgres.password-file=" + data.passwordFile(job.login())));
            assertFalse(String.join(" ", arguments).contains(password));
        }
    }

    private List<String> arguments(StackJob job, boolean withEmissions) throws Exception {
        Path home = root.resolve("home");
        Path jar = home.resolve("jobs/%s/target/%s.jar".formatted(job.title(), job.flinkName()));
        Files.createDirectories(jar.getParent());
        if (Files.notExists(jar)) {
            Files.createFile(jar);
        }
        DataFolder data = new DataFolder(root.resolve("data"));
        data.create();
        Stack stack =
                new Stack(
                        data,
                        new Distribution(home),
                        new Ports(20_000),
                        "an-id",
                        new StackShape(true, true, false, false, false, withEmissions, "log"));
        return JobSubmission.ofLocalStack(stack, job).arguments(Optional.empty());
    }
}
