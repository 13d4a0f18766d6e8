package io.outpost.environment;

import java.util.Map;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * What an option is when it is not given: what its environment variable says, else what the option
 * itself declares.
 *
 * @param variables the variable of each option that has one, by the option's longest name
 */
public record EnvironmentDefaults(Environment environment, Map<String, String> variables)
        implements IDefaultValueProvider {

    @Override
    public String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        String variable = variables.get(option.longestName());
        try {
            return variable == null ? null : environment.value(variable).orElse(null);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(option.command().commandLine(), e.getMessage(), e);
        }
    }
}
