package io.outpost.api.web;

/**
 * Where a server listens, by which names it may be asked, and the key of its cursors; port 0 takes
 * a free one.
 */
public record HttpSettings(String host, int port, AllowedHosts allowedHosts, CursorKey cursorKey) {}
