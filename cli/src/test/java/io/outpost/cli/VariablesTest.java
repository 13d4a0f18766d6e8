package io.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.outpost.environment.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A variable is for every option of its name, in whichever command. */
class VariablesTest {
    private static final String OF_MQTT = "OUTPOST_MQTT_";

    /** The commands of each option, by its longest name. */
    private static Map<String, Set<String>> commands() {
        Map<String, Set<String>> commands = new TreeMap<>();
        List<CommandLine> all =
                new ArrayList<>(List.of(Outpost.commandLine(new Environment(Map.of()))));
        for (int i = 0; i < all.size(); i++) {
            CommandLine command = all.get(i);
            all.addAll(command.getSubcommands().values());
            command.getCommandSpec()
                    .options()
                    .forEach(
                            option ->
                                    commands.computeIfAbsent(
                                                    option.longestName(), name -> new TreeSet<>())
                                            .add(command.getCommandName()));
        }
        return commands;
    }

    @Test
    void eachIsOfAnOption() {
        Set<String> unknown = new TreeSet<>(Outpost.VARIABLES.keySet());
        unknown.removeAll(commands().keySet());
        assertEquals(Set.of(), unknown);
    }

    @Test
    void thoseOfMqttAreOfNoOtherCommand() {
        Map<String, Set<String>> commands = commands();
        Set<String> found = new TreeSet<>();
        Outpost.VARIABLES.forEach(
                (option, variable) -> {
                    if (variable.startsWith(OF_MQTT)) {
                        found.addAll(commands.get(option));
                    }
                });
        assertFalse(found.isEmpty());
        assertEquals(Set.of("mqtt"), found);
    }
}
