package io.outpost.api.web;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/** Puts what keeps browsers from making more of an answer than data on every one. */
final class SecurityHeaders implements HttpConfiguration.Customizer {

    @Override
    public Request customize(Request request, HttpFields.Mutable headers) {
        put(request, headers);
        return request;
    }

    /** Over TLS, browsers shall come back by TLS alone, for a year. */
    static void put(Request request, HttpFields.Mutable headers) {
        if (request.getConnectionMetaData().isSecure()) {
            headers.put("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put(
                "Content-Security-Policy",
                "default-src 'none'; base-uri 'none'; frame-ancestors 'none'");
        headers.put("Referrer-Policy", "no-referrer");
    }
}
