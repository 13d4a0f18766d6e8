package io.outpost.deliver.send;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves names to what may be asked: public addresses, and those that an operator allows. The
 * connection goes to the address that was looked at, so a name that says something else a moment
 * later leads nowhere.
 */
final class PublicAddresses implements DnsResolver {
    private final List<Network> allowed;
    private final Lookup lookup;

    /** Asks for the addresses of a name. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] addresses(String name) throws UnknownHostException;
    }

    PublicAddresses(List<Network> allowed, Lookup lookup) {
        this.allowed = List.copyOf(allowed);
        this.lookup = lookup;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] all = lookup.addresses(host);
        InetAddress[] asked =
                Arrays.stream(all).filter(this::isAllowed).toArray(InetAddress[]::new);
        if (asked.length == 0) {
            throw new UnknownHostException(
                    "the address is not public, so it is not asked (--allowed-networks)");
        }
        return asked;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host.toLowerCase(Locale.ROOT);
    }

    private boolean isAllowed(InetAddress address) {
        return Network.isPublic(address) || allowed.stream().anyMatch(one -> one.has(address));
    }
}
