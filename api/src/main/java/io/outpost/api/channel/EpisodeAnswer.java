package io.outpost.api.channel;

import java.time.Instant;

/**
 * What an owner has said to an episode.
 *
 * @param acknowledgedAt null: it is not acknowledged
 * @param snoozedUntil null: it was never snoozed
 */
record EpisodeAnswer(String episodeId, Instant acknowledgedAt, Instant snoozedUntil) {}
