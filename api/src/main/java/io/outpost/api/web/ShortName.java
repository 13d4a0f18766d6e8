package io.outpost.api.web;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Another path of a route, by which clients know it; it answers the same.
 *
 * @param path with the variables of the route
 * @param names of parameters that are called something else there, by what the route calls them
 */
public record ShortName(Endpoint route, String path, Map<String, String> names)
        implements Endpoint {

    @Override
    public Method method() {
        return route.method();
    }

    @Override
    public Access access() {
        return route.access();
    }

    @Override
    public Set<String> parameters() {
        return route.parameters().stream()
                .map(name -> names.getOrDefault(name, name))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean takesAnyParameter() {
        return route.takesAnyParameter();
    }

    @Override
    public Optional<Deprecation> deprecation() {
        return route.deprecation();
    }

    @Override
    public Map<String, Deprecation> deprecatedParameters() {
        return route.deprecatedParameters().entrySet().stream()
                .collect(
                        Collectors.toUnmodifiableMap(
                                one -> names.getOrDefault(one.getKey(), one.getKey()),
                                Map.Entry::getValue));
    }

    @Override
    public Optional<SecretParameters> secretParameters() {
        return route.secretParameters();
    }
}
