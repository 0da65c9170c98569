-- The floor of P13 and P14: app.apply_firings, the very function the product calls, with what the product handed it.
-- recorded: one batch of one firing; template: its lists, the item's own values replaced by @marks@.
CREATE SCHEMA IF NOT EXISTS bench;
CREATE TABLE bench.recorded_firings (batch text);
CREATE TABLE bench.firing_template (list text PRIMARY KEY, rows text NOT NULL);
GRANT USAGE ON SCHEMA bench TO kept_worker;
GRANT INSERT ON bench.recorded_firings TO kept_worker;
GRANT SELECT ON bench.firing_template TO kept_worker;

-- One batch: claims what is due from p_from on by SKIP LOCKED, fills in the marks, writes. What the product does between its
-- two calls, only without TypeScript and without reading the items. Answers how many it fired.
CREATE FUNCTION bench.fire(p_authority uuid, p_from timestamptz, p_limit integer) RETURNS integer
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  batch jsonb;
  claimed integer;
BEGIN
  PERFORM app.enter(p_authority);
  PERFORM pg_advisory_xact_lock_shared(app.lock_key(p_authority));
  WITH due AS MATERIALIZED (
    SELECT w.id, w.reference FROM deadlines d
      JOIN work_items w ON w.authority_id = d.authority_id AND w.id = d.work_item_id
      WHERE d.authority_id = p_authority AND d.next_firing_at >= p_from
      ORDER BY d.next_firing_at LIMIT p_limit
      FOR UPDATE OF w, d SKIP LOCKED),
  filled AS (
    SELECT t.list, jsonb_agg(replace(replace(replace(replace(t.rows, '@id@', due.id::text), '@reference@', due.reference),
        '@notice@', bench.sibling(due.id, 'b')), '@audit@', bench.sibling(due.id, 'a'))::jsonb) AS rows
      FROM due, bench.firing_template t GROUP BY t.list)
  SELECT jsonb_object_agg(list, rows), max(jsonb_array_length(rows)) FILTER (WHERE list = 'items') INTO batch, claimed FROM filled;
  IF claimed IS NULL THEN RETURN 0; END IF;
  PERFORM app.apply_firings(p_authority, batch);
  RETURN claimed;
END $$;

-- An id beside the item's: the last group of a UUID begins with another digit.
CREATE FUNCTION bench.sibling(p_id uuid, p_digit text) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT overlay(p_id::text placing p_digit from 25 for 1) $$;
