package io.outpost.api.web;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/** Puts what keeps browsers from making more of an answer than data on every one. */
final class SecurityHeaders implements HttpConfiguration.Customizer {

    @Override
    public Request customize(Request request, HttpFields.Mutable headers) {
        put(headers);
        return request;
    }

    static void put(HttpFields.Mutable headers) {
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put(
                "Content-Security-Policy",
                "default-src 'none'; base-uri 'none'; frame-ancestors 'none'");
        headers.put("Referrer-Policy", "no-referrer");
    }
}
