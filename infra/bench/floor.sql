-- The floor of P1 and P2: app.apply_transition, the very function the product calls, with what the product handed it.
-- recorded: one row for each move, its text with the item's own values replaced by @marks@.
CREATE SCHEMA bench;
CREATE TABLE bench.recorded (move text, change text);
CREATE TABLE bench.template (state text PRIMARY KEY, change text NOT NULL);
CREATE TABLE bench.items (no integer PRIMARY KEY, id uuid NOT NULL, reference text NOT NULL);
GRANT USAGE ON SCHEMA bench TO kept_app;
GRANT INSERT ON bench.recorded TO kept_app;
GRANT SELECT ON bench.template, bench.items TO kept_app;

-- One transition of one item. Beside the call itself it reads the version and fills in the marks: what the product does
-- between its two calls, only without TypeScript.
CREATE FUNCTION bench.step(p_authority uuid, p_no integer) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  item record;
  change text;
  answer jsonb;
BEGIN
  PERFORM app.enter(p_authority);
  SELECT w.id, w.reference, w.state, w.version, w.firing_steps INTO STRICT item
    FROM bench.items b JOIN work_items w ON w.authority_id = p_authority AND w.id = b.id WHERE b.no = p_no;
  SELECT t.change INTO STRICT change FROM bench.template t WHERE t.state = item.state;
  change := replace(replace(change, '@id@', item.id::text), '@reference@', item.reference);
  change := replace(replace(change, '@old@', item.version::text), '@new@', (item.version + 1)::text);
  change := replace(change, '@audit@', uuidv7()::text);
  answer := app.apply_transition(p_authority, item.id, item.version, item.firing_steps,
    app.reference_revision(p_authority), change::jsonb, NULL);
  IF answer ->> 'kind' <> 'applied' THEN
    RAISE EXCEPTION 'not applied: %', answer;
  END IF;
  RETURN answer ->> 'version';
END $$;
