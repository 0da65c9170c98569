-- The floor of P13 and P14: app.apply_firings, the very function the product calls, with what the product handed it.
-- recorded: one batch of one firing; template: its lists, the item's own values replaced by @marks@.
CREATE SCHEMA IF NOT EXISTS bench;
CREATE TABLE bench.recorded_firings (batch text);
CREATE TABLE bench.firing_template (list text PRIMARY KEY, rows text NOT NULL);
GRANT USAGE ON SCHEMA bench TO kept_worker;
GRANT INSERT ON bench.recorded_firings TO kept_worker;
GRANT SELECT ON bench.firing_template TO kept_worker;

-- An id beside the item's: the last group of a UUID begins with another digit.
CREATE FUNCTION bench.sibling(p_id uuid, p_digit text) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT overlay(p_id::text placing p_digit from 25 for 1) $$;

-- What the product would hand over for these items: the template with its marks filled in.
CREATE FUNCTION bench.batch_of(p_authority uuid, p_items uuid[]) RETURNS jsonb LANGUAGE sql AS $$
  SELECT jsonb_object_agg(list, rows) FROM (
    SELECT t.list, jsonb_agg(replace(replace(replace(replace(t.rows, '@id@', w.id::text), '@reference@', w.reference),
        '@notice@', bench.sibling(w.id, 'b')), '@audit@', bench.sibling(w.id, 'a'))::jsonb) AS rows
      FROM work_items w, bench.firing_template t WHERE w.authority_id = p_authority AND w.id = ANY (p_items) GROUP BY t.list) lists
$$;

-- One batch: claims what is due from p_from on by SKIP LOCKED, fills in the marks, writes. What the product does between its
-- two calls, only without TypeScript and without reading the items. Answers how many it fired.
CREATE FUNCTION bench.fire(p_authority uuid, p_from timestamptz, p_limit integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  claimed uuid[];
BEGIN
  PERFORM app.enter(p_authority);
  PERFORM pg_advisory_xact_lock_shared(app.lock_key(p_authority));
  SELECT array_agg(due.id) INTO claimed FROM (
    SELECT w.id FROM deadlines d
      JOIN work_items w ON w.authority_id = d.authority_id AND w.id = d.work_item_id
      WHERE d.authority_id = p_authority AND d.next_firing_at >= p_from
      ORDER BY d.next_firing_at LIMIT p_limit
      FOR UPDATE OF w, d SKIP LOCKED) due;
  IF claimed IS NULL THEN RETURN 0; END IF;
  PERFORM app.apply_firings(p_authority, bench.batch_of(p_authority, claimed));
  RETURN cardinality(claimed);
END $$;

-- One deadline, as a job of its own would do it.
CREATE FUNCTION bench.fire_one(p_authority uuid, p_item uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM app.enter(p_authority);
  PERFORM pg_advisory_xact_lock_shared(app.lock_key(p_authority));
  PERFORM FROM work_items WHERE authority_id = p_authority AND id = p_item FOR UPDATE;
  PERFORM app.apply_firings(p_authority, bench.batch_of(p_authority, ARRAY[p_item]));
END $$;
