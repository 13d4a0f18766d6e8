-- Writer epochs on trial: what a new version of the conditions job writes can be taken back until it is confirmed
-- (docs/adr/0039). While a trial is open, each row that an epoch on trial replaces is kept, and each key under which there
-- was none. The owner calls: begin_trial, and then confirm_trial, or end_trial and withdraw_trial until it returns 0.
--
-- The triggers that keep rows are disabled but for the time of a trial, so that they cost nothing.

CREATE TABLE outpost.epoch_trials (
    after_epoch bigint PRIMARY KEY,
    through_epoch bigint,
    begun_at timestamptz NOT NULL DEFAULT now(),
    withdrawn_at timestamptz
);
CREATE UNIQUE INDEX epoch_trials_open ON outpost.epoch_trials ((true)) WHERE withdrawn_at IS NULL;
COMMENT ON TABLE outpost.epoch_trials IS
    'Writer epochs after_epoch < e <= through_epoch whose rows were withdrawn, or, while withdrawn_at is null, are on trial. through_epoch null: all from after_epoch on.';

-- json and not jsonb: that has no negative zero.
CREATE TABLE outpost.replaced_rows (
    table_name text NOT NULL,
    key jsonb NOT NULL,
    content json,
    PRIMARY KEY (table_name, key)
);
COMMENT ON TABLE outpost.replaced_rows IS
    'What stood in a result table before the trial, of each key that an epoch on trial has written; content null: no row.';

-- Of each statement of an epoch on trial what it replaced (of before the trial), or inserted. The arguments are the columns of the key.
CREATE FUNCTION outpost.keep_replaced_rows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET extra_float_digits = 1 AS $$
DECLARE
    before_trial bigint := (
        SELECT after_epoch FROM outpost.epoch_trials WHERE withdrawn_at IS NULL AND through_epoch IS NULL);
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO outpost.replaced_rows (table_name, key)
        SELECT TG_TABLE_NAME, (SELECT jsonb_object_agg(name, one.fields -> name) FROM unnest(TG_ARGV) AS name)
        FROM (SELECT to_jsonb(written) AS fields FROM written WHERE writer_epoch > before_trial OFFSET 0) one
        ON CONFLICT DO NOTHING;
    ELSIF EXISTS (SELECT FROM written WHERE writer_epoch > before_trial) THEN
        INSERT INTO outpost.replaced_rows (table_name, key, content)
        SELECT TG_TABLE_NAME, (SELECT jsonb_object_agg(name, one.fields -> name) FROM unnest(TG_ARGV) AS name), one.content
        FROM (
            SELECT to_jsonb(replaced) AS fields, to_json(replaced) AS content
            FROM replaced WHERE writer_epoch <= before_trial OFFSET 0) one
        ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END $$;

-- A migration that makes a table with a writer epoch calls this for it.
CREATE FUNCTION outpost.keep_on_trial(result_table text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    key_columns text := (
        SELECT string_agg(quote_literal(attname), ', ' ORDER BY attnum)
        FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
        WHERE indrelid = to_regclass(format('outpost.%I', result_table)) AND indisprimary);
BEGIN
    EXECUTE format(
        'CREATE TRIGGER trial_inserts AFTER INSERT ON outpost.%I REFERENCING NEW TABLE AS written '
        'FOR EACH STATEMENT EXECUTE FUNCTION outpost.keep_replaced_rows(%s)', result_table, key_columns);
    EXECUTE format(
        'CREATE TRIGGER trial_updates AFTER UPDATE ON outpost.%I REFERENCING OLD TABLE AS replaced NEW TABLE AS written '
        'FOR EACH STATEMENT EXECUTE FUNCTION outpost.keep_replaced_rows(%s)', result_table, key_columns);
    EXECUTE format('ALTER TABLE outpost.%I DISABLE TRIGGER trial_inserts', result_table);
    EXECUTE format('ALTER TABLE outpost.%I DISABLE TRIGGER trial_updates', result_table);
END $$;

SELECT outpost.keep_on_trial(result_table)
FROM unnest(ARRAY[
    'minute_aggregates', 'quarter_hour_rollings', 'hour_aggregates', 'day_aggregates', 'hourly_models',
    'condition_transitions', 'condition_episodes', 'alerts', 'places', 'place_versions', 'place_counters']) AS result_table;

-- With the lock of writer epochs: no batch is in flight, so that none is kept in part.
CREATE FUNCTION outpost.switch_trial_triggers(enabled boolean) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    one record;
BEGIN
    FOR one IN
        SELECT tgrelid::regclass AS result_table, tgname AS name FROM pg_trigger
        WHERE tgfoid = 'outpost.keep_replaced_rows()'::regprocedure
        ORDER BY tgrelid, tgname
    LOOP
        EXECUTE format(
            'ALTER TABLE %s %s TRIGGER %I', one.result_table, CASE WHEN enabled THEN 'ENABLE' ELSE 'DISABLE' END, one.name);
    END LOOP;
END $$;

-- All epochs that are taken from now on are on trial. One that was neither confirmed nor ended is over, and confirmed.
-- Returns the greatest epoch that is not on trial.
CREATE FUNCTION outpost.begin_trial() RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    newest bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('outpost.writer_epochs'));
    IF EXISTS (SELECT FROM outpost.epoch_trials WHERE withdrawn_at IS NULL AND through_epoch IS NOT NULL) THEN
        RAISE object_not_in_prerequisite_state USING MESSAGE =
            'a trial has ended whose rows are not withdrawn yet: SELECT outpost.withdraw_trial(5000) until it returns 0';
    END IF;
    PERFORM outpost.confirm_trial();
    newest := (SELECT coalesce(max(writer_epoch), 0) FROM outpost.writer_epochs);
    INSERT INTO outpost.epoch_trials (after_epoch) VALUES (newest)
    ON CONFLICT (after_epoch) DO UPDATE SET through_epoch = NULL, begun_at = now(), withdrawn_at = NULL;
    PERFORM outpost.switch_trial_triggers(true);
    RETURN newest;
END $$;

-- What was written on trial stays; what it replaced is given up.
CREATE FUNCTION outpost.confirm_trial() RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('outpost.writer_epochs'));
    DELETE FROM outpost.epoch_trials WHERE withdrawn_at IS NULL AND through_epoch IS NULL;
    IF FOUND THEN
        TRUNCATE outpost.replaced_rows;
        PERFORM outpost.switch_trial_triggers(false);
    END IF;
END $$;

-- Epochs from now on are not on trial. It takes an epoch of its own, so that whoever writes with one on trial stops.
-- Returns the greatest epoch on trial; that of a trial that has ended already; null: there is none.
CREATE FUNCTION outpost.end_trial() RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    fence bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('outpost.writer_epochs'));
    IF EXISTS (SELECT FROM outpost.epoch_trials WHERE withdrawn_at IS NULL AND through_epoch IS NULL) THEN
        INSERT INTO outpost.writer_epochs (submission) VALUES ('end of a trial') RETURNING writer_epoch INTO fence;
        UPDATE outpost.epoch_trials SET through_epoch = fence WHERE withdrawn_at IS NULL;
        PERFORM outpost.switch_trial_triggers(false);
    END IF;
    RETURN (SELECT through_epoch FROM outpost.epoch_trials WHERE withdrawn_at IS NULL);
END $$;

-- Takes back what epochs on trial have written and nobody since: puts back the row before, or removes one without. To be
-- called when the version before has written again all that it would have. At most so many keys in one call, each of which
-- holds the writers up; returns how many. Call again until it returns 0.
CREATE FUNCTION outpost.withdraw_trial(most integer) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
-- By the primary key, one by one: the tables may be large.
SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    trial outpost.epoch_trials;
    result_table text;
    same_key text;
    others text;
    values_of_others text;
    taken integer;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('outpost.writer_epochs'));
    SELECT * INTO trial FROM outpost.epoch_trials WHERE withdrawn_at IS NULL AND through_epoch IS NOT NULL;
    IF NOT FOUND THEN
        RETURN 0;
    END IF;
    SELECT table_name INTO result_table FROM outpost.replaced_rows LIMIT 1;
    IF NOT FOUND THEN
        UPDATE outpost.epoch_trials SET withdrawn_at = now() WHERE after_epoch = trial.after_epoch;
        RETURN 0;
    END IF;
    SELECT string_agg(format('t.%1$I = k.%1$I', attname), ' AND ') FILTER (WHERE is_key),
        string_agg(format('%I', attname), ', ') FILTER (WHERE NOT is_key),
        string_agg(format('k.%I', attname), ', ') FILTER (WHERE NOT is_key)
    INTO same_key, others, values_of_others
    FROM (
        SELECT attname, attnum = ANY (indkey) AS is_key
        FROM pg_attribute JOIN pg_index ON indrelid = attrelid AND indisprimary
        WHERE attrelid = to_regclass(format('outpost.%I', result_table)) AND attnum > 0 AND NOT attisdropped) one;
    EXECUTE format($statement$
        WITH taken AS (
            DELETE FROM outpost.replaced_rows
            WHERE ctid = ANY (ARRAY(SELECT ctid FROM outpost.replaced_rows WHERE table_name = %1$L LIMIT $1))
            RETURNING key, content),
        removed AS (
            DELETE FROM outpost.%1$I t
            USING taken CROSS JOIN LATERAL json_populate_record(NULL::outpost.%1$I, taken.key::json) k
            WHERE taken.content IS NULL AND %2$s AND t.writer_epoch > $2 AND t.writer_epoch <= $3),
        restored AS (
            UPDATE outpost.%1$I t SET (%3$s) = ROW(%4$s)
            FROM taken CROSS JOIN LATERAL json_populate_record(NULL::outpost.%1$I, taken.content) k
            WHERE taken.content IS NOT NULL AND %2$s AND t.writer_epoch > $2 AND t.writer_epoch <= $3)
        SELECT count(*) FROM taken$statement$, result_table, same_key, others, values_of_others)
    INTO taken USING most, trial.after_epoch, trial.through_epoch;
    RETURN taken;
END $$;

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA outpost FROM PUBLIC;
