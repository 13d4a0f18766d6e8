package io.outpost.api.web;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names by which the server may be asked. A page elsewhere that lets a name of its own lead
 * here (DNS rebinding) asks by another one. Addresses and localhost are nobody's to give away.
 */
public final class AllowedHosts {

    private static final String ANY = "*";
    private static final Pattern ADDRESS =
            Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");

    private final Set<String> names;

    private AllowedHosts(Set<String> names) {
        this.names = Set.copyOf(names);
    }

    /** Names without scheme and port, besides addresses and localhost; {@code *}: any. */
    public static AllowedHosts of(Collection<String> names) {
        Set<String> all = new HashSet<>(Set.of("localhost"));
        names.forEach(name -> all.add(normal(name)));
        return new AllowedHosts(all);
    }

    boolean allows(String host) {
        String name = normal(host);
        return names.contains(ANY) || names.contains(name) || ADDRESS.matcher(name).matches();
    }

    private static String normal(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
