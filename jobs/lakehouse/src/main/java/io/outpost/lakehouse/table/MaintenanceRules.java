package io.outpost.lakehouse.table;

import java.io.Serializable;
import java.time.Duration;

/**
 * How the table is kept in order.
 *
 * @param interval from the end of one maintenance to the next
 * @param snapshotRetention how long a snapshot can be read at least after the next was made
 * @param targetFileBytes that a compaction aims at; files of three quarters of it are left alone
 */
public record MaintenanceRules(Duration interval, Duration snapshotRetention, long targetFileBytes)
        implements Serializable {}
