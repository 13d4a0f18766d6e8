-- The tables with most rows are kept in partitions by time, so that old rows can be dropped at once:
-- raw_observations, minute_aggregates and quarter_hour_rollings. A partition holds a UTC month; before 2020, a UTC
-- year. So there are few of them whatever times a sender names: 50, and 12 for each year since 2020.
--
-- Partitions are made as needed and dropped whole by the functions below, with the rights of their owner, so that the
-- jobs need none to create or to drop anything. Who may insert into a table may call them for it.

CREATE FUNCTION outpost.require_writer(parent text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF parent NOT IN ('raw_observations', 'minute_aggregates', 'quarter_hour_rollings')
        OR NOT has_table_privilege(session_user, format('outpost.%I', parent), 'INSERT')
    THEN
        RAISE insufficient_privilege USING MESSAGE = format('%s does not write outpost.%s by partitions', session_user, parent);
    END IF;
END $$;

-- Makes the partition of a time, unless it is there, and returns its bounds: from_at <= at < to_at. Several callers at
-- once are safe. It is attached rather than made in its place: that holds up neither readers nor writers of the others.
-- Each call in a transaction of its own keeps that one's locks few.
CREATE FUNCTION outpost.make_partition(parent text, at timestamptz, OUT from_at timestamptz, OUT to_at timestamptz)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET datestyle = 'ISO' AS $$
DECLARE
    monthly boolean := at >= timestamptz '2020-01-01';
    partition_name text;
BEGIN
    PERFORM outpost.require_writer(parent);
    IF at < timestamptz '1970-01-01' OR at >= timestamptz '2263-01-01' THEN
        RAISE datetime_field_overflow USING MESSAGE = format('no partition is made for %s', at);
    END IF;
    from_at := date_trunc(CASE WHEN monthly THEN 'month' ELSE 'year' END, at);
    to_at := from_at + CASE WHEN monthly THEN interval '1 month' ELSE interval '1 year' END;
    partition_name := parent || to_char(from_at, CASE WHEN monthly THEN '_YYYYMM' ELSE '_YYYY' END);
    PERFORM pg_advisory_xact_lock(hashtext('outpost.' || parent));
    IF to_regclass(format('outpost.%I', partition_name)) IS NOT NULL AND NOT EXISTS (
        SELECT FROM pg_inherits
        WHERE inhrelid = to_regclass(format('outpost.%I', partition_name))
          AND inhparent = to_regclass(format('outpost.%I', parent)))
    THEN
        RAISE duplicate_table USING MESSAGE = format(
            'outpost.%s is there, but is no partition of outpost.%s: attach it again, or rename it', partition_name, parent);
    END IF;
    IF to_regclass(format('outpost.%I', partition_name)) IS NULL THEN
        EXECUTE format(
            'CREATE TABLE outpost.%I (LIKE outpost.%I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', partition_name, parent);
        EXECUTE format(
            'ALTER TABLE outpost.%I ATTACH PARTITION outpost.%I FOR VALUES FROM (%L) TO (%L)',
            parent, partition_name, from_at, to_at);
    END IF;
END $$;

-- Drops partitions that end at or before a time, the oldest first; returns how many. At most 5 in one call, each of
-- which costs the transaction several locks. Call again until it returns 0. It gives up where it would have to wait for
-- a reader: while it waits, all others wait for it. Who may not delete rows, as the jobs, drops nothing of the last day.
CREATE FUNCTION outpost.drop_partitions_before(parent text, at timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET datestyle = 'ISO' SET lock_timeout = '1s' AS $$
DECLARE
    outdated text;
    dropped integer := 0;
BEGIN
    PERFORM outpost.require_writer(parent);
    IF at > now() - interval '1 day'
        AND NOT has_table_privilege(session_user, format('outpost.%I', parent), 'DELETE')
    THEN
        RAISE insufficient_privilege USING MESSAGE = format('%s may not drop what is newer than a day', session_user);
    END IF;
    FOR outdated IN
        SELECT child.relname
        FROM pg_inherits
        JOIN pg_class child ON child.oid = pg_inherits.inhrelid
        WHERE pg_inherits.inhparent = to_regclass(format('outpost.%I', parent))
          AND substring(pg_get_expr(child.relpartbound, child.oid) FROM 'TO \(''(.*)''\)')::timestamptz <= at
        ORDER BY child.relname
        LIMIT 5
    LOOP
        EXECUTE format('DROP TABLE outpost.%I', outdated);
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END $$;
