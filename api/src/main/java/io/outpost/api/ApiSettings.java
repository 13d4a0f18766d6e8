package io.outpost.api;

import io.outpost.api.postgres.PostgresSettings;
import io.outpost.api.web.CursorKey;
import java.net.URI;
import java.util.Optional;

/** Where the API listens, what it reads, and the key of its cursors; port 0 takes a free one. */
record ApiSettings(
        String host,
        int port,
        CursorKey cursorKey,
        PostgresSettings postgres,
        Optional<URI> flinkRest) {}
