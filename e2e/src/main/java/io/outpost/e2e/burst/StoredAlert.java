package io.outpost.e2e.burst;

/** A row of the tables of alerts. */
record StoredAlert(String alertId, String kind, DueAlert about) {}
