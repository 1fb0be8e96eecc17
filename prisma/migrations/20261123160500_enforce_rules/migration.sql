-- What the database enforces whatever code talks to it. Every refusal has its own SQLSTATE:
--   MZ001 content written although the version is not drafting or sentBack
--   MZ002 append-only row updated, deleted or truncated
--   MZ003 cell taken over from last year's published accounts overwritten
--   MZ004 status changed without its event (or publication) in the same transaction
--   MZ005 four eyes: who edited or submitted a version approves or publishes it
--   MZ006 identity of a version changed, published version changed, revision turned back
--   MZ007 publication out of sequence
-- lib/platform/database-refusals.ts names them for the code.

-- Values -----------------------------------------------------------------------------------------------------------

-- At most one of the two: an input that is no amount is kept as typed; neither is a blank cell that keeps its revision.
ALTER TABLE budget_line ADD CONSTRAINT budget_line_one_value CHECK (num_nonnulls(amount, raw_input) <= 1);
ALTER TABLE budget_line ADD CONSTRAINT budget_line_count_is_whole CHECK (measure <> 'count' OR amount IS NULL OR amount = trunc(amount));
ALTER TABLE budget_line ADD CONSTRAINT budget_line_amount_range CHECK (abs(amount) < 1000000000000);
ALTER TABLE budget_line ADD CONSTRAINT budget_line_revision_positive CHECK (revision > 0);
ALTER TABLE text_slot ADD CONSTRAINT text_slot_revision_positive CHECK (revision > 0);

ALTER TABLE unit ADD CONSTRAINT unit_exemption_has_basis CHECK (NOT is_exempt OR length(exempt_basis) > 0);
ALTER TABLE report_version ADD CONSTRAINT report_version_correction_has_reason CHECK ((number = 1) = (correction_reason IS NULL));

ALTER TABLE role_assignment ADD CONSTRAINT role_assignment_unit_matches_role CHECK ((role = 'preparer') = (unit_id IS NOT NULL));
-- NULLS NOT DISTINCT: without it a district-wide role could be given twice.
DROP INDEX role_assignment_user_id_role_unit_id_key;
CREATE UNIQUE INDEX role_assignment_user_id_role_unit_id_key ON role_assignment (user_id, role, unit_id) NULLS NOT DISTINCT;

-- One version of a report is in work at a time.
CREATE UNIQUE INDEX report_version_one_in_work ON report_version (district_id, report_id) WHERE status <> 'published';

-- Content is written only while the version is in the unit's hands ---------------------------------------------------

CREATE FUNCTION guard_version_content() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  row_district uuid;
  row_version uuid;
  current_status version_status;
BEGIN
  IF TG_OP = 'DELETE' THEN
    row_district := OLD.district_id;
    row_version := OLD.version_id;
  ELSE
    row_district := NEW.district_id;
    row_version := NEW.version_id;
    IF TG_OP = 'UPDATE' AND (OLD.district_id, OLD.version_id) IS DISTINCT FROM (NEW.district_id, NEW.version_id) THEN
      RAISE EXCEPTION 'content cannot move to another version' USING ERRCODE = 'MZ001';
    END IF;
  END IF;
  -- FOR SHARE: a submission that is under way waits for this write, or this write for it.
  SELECT status INTO current_status FROM report_version WHERE district_id = row_district AND id = row_version FOR SHARE;
  IF current_status NOT IN ('drafting', 'sentBack') THEN
    RAISE EXCEPTION 'version % is %', row_version, current_status USING ERRCODE = 'MZ001';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER budget_line_guard BEFORE INSERT OR UPDATE OR DELETE ON budget_line FOR EACH ROW EXECUTE FUNCTION guard_version_content();
CREATE TRIGGER text_slot_guard BEFORE INSERT OR UPDATE OR DELETE ON text_slot FOR EACH ROW EXECUTE FUNCTION guard_version_content();
CREATE TRIGGER performance_project_guard BEFORE INSERT OR UPDATE OR DELETE ON performance_project FOR EACH ROW EXECUTE FUNCTION guard_version_content();
CREATE TRIGGER performance_indicator_guard BEFORE INSERT OR UPDATE OR DELETE ON performance_indicator FOR EACH ROW EXECUTE FUNCTION guard_version_content();
CREATE TRIGGER finding_explanation_guard BEFORE INSERT OR UPDATE OR DELETE ON finding_explanation FOR EACH ROW EXECUTE FUNCTION guard_version_content();

CREATE FUNCTION guard_locked_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'cell %:%:%:% is locked', OLD.sheet, OLD.subject, OLD.fund, OLD.column_id USING ERRCODE = 'MZ003';
END $$;

CREATE TRIGGER budget_line_locked_update BEFORE UPDATE ON budget_line FOR EACH ROW WHEN (OLD.is_locked) EXECUTE FUNCTION guard_locked_line();
CREATE TRIGGER budget_line_locked_delete BEFORE DELETE ON budget_line FOR EACH ROW WHEN (OLD.is_locked) EXECUTE FUNCTION guard_locked_line();

-- History and publications are written once ------------------------------------------------------------------------

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'MZ002';
END $$;

CREATE TRIGGER publication_append_only BEFORE UPDATE OR DELETE ON publication FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publication_no_truncate BEFORE TRUNCATE ON publication FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER workflow_event_append_only BEFORE UPDATE OR DELETE ON workflow_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER workflow_event_no_truncate BEFORE TRUNCATE ON workflow_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER cell_change_append_only BEFORE UPDATE OR DELETE ON cell_change FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER cell_change_no_truncate BEFORE TRUNCATE ON cell_change FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION continue_publication_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last_sequence integer;
  last_hash text;
BEGIN
  SELECT sequence, chain_hash INTO last_sequence, last_hash FROM publication
    WHERE district_id = NEW.district_id ORDER BY sequence DESC LIMIT 1;
  IF NEW.sequence IS DISTINCT FROM coalesce(last_sequence, 0) + 1 OR NEW.previous_hash IS DISTINCT FROM coalesce(last_hash, '') THEN
    RAISE EXCEPTION 'publication % does not follow %', NEW.sequence, coalesce(last_sequence, 0) USING ERRCODE = 'MZ007';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER publication_chain BEFORE INSERT ON publication FOR EACH ROW EXECUTE FUNCTION continue_publication_chain();

-- A status changes only with its event, in the same transaction ------------------------------------------------------

CREATE FUNCTION stamp_transaction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.transaction_id := pg_current_xact_id()::text::bigint;
  RETURN NEW;
END $$;

CREATE TRIGGER workflow_event_transaction BEFORE INSERT ON workflow_event FOR EACH ROW EXECUTE FUNCTION stamp_transaction();

CREATE FUNCTION guard_version_identity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.district_id, OLD.id, OLD.report_id, OLD.number) IS DISTINCT FROM (NEW.district_id, NEW.id, NEW.report_id, NEW.number) THEN
    RAISE EXCEPTION 'the identity of a version never changes' USING ERRCODE = 'MZ006';
  END IF;
  IF OLD.status = 'published' THEN
    RAISE EXCEPTION 'version % is published', OLD.id USING ERRCODE = 'MZ006';
  END IF;
  IF NEW.revision < OLD.revision THEN
    RAISE EXCEPTION 'the revision of version % cannot go back', OLD.id USING ERRCODE = 'MZ006';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER report_version_identity BEFORE UPDATE ON report_version FOR EACH ROW EXECUTE FUNCTION guard_version_identity();

CREATE FUNCTION require_workflow_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  previous version_status;
  acted_by uuid;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    previous := OLD.status;
  ELSIF NEW.status <> 'drafting' THEN
    RAISE EXCEPTION 'a version begins as drafting' USING ERRCODE = 'MZ004';
  END IF;

  SELECT actor_id INTO acted_by FROM workflow_event
    WHERE district_id = NEW.district_id AND version_id = NEW.id
      AND from_status IS NOT DISTINCT FROM previous AND to_status = NEW.status
      AND transaction_id = pg_current_xact_id()::text::bigint
    LIMIT 1;
  IF acted_by IS NULL THEN
    RAISE EXCEPTION 'version % became % without its event', NEW.id, NEW.status USING ERRCODE = 'MZ004';
  END IF;

  IF NEW.status IN ('approved', 'published') AND (
    acted_by = NEW.submitted_by
    OR EXISTS (SELECT FROM cell_change WHERE district_id = NEW.district_id AND version_id = NEW.id AND by_id = acted_by)
  ) THEN
    RAISE EXCEPTION 'who edited or submitted version % cannot decide on it', NEW.id USING ERRCODE = 'MZ005';
  END IF;

  IF NEW.status = 'published' AND NOT EXISTS (SELECT FROM publication WHERE district_id = NEW.district_id AND version_id = NEW.id) THEN
    RAISE EXCEPTION 'version % became published without its publication', NEW.id USING ERRCODE = 'MZ004';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER report_version_opened_with_event AFTER INSERT ON report_version
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_workflow_event();
CREATE CONSTRAINT TRIGGER report_version_status_with_event AFTER UPDATE ON report_version
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION require_workflow_event();

-- Saving ---------------------------------------------------------------------------------------------------------------
-- One statement, one round trip, one commit: checks the status, compares each cell's revision, writes cells and history,
-- raises the version's revision once. The row lock on the version puts the writers of one report in a queue.
--
-- edits: [{ sheet, row, fund, column, measure, amount (decimal text or null), raw (text or null), base }]
-- answer: { found: false } | { found: true, editable: false, status }
--       | { found: true, editable: true, revision, results: [{ ok: true, revision }
--           | { ok: false, reason: "conflict" | "locked", revision, amount, raw, byId, at }] }  (same order as edits)

CREATE FUNCTION save_cells(in_district uuid, in_version uuid, in_user uuid, in_how text, in_at timestamptz, edits jsonb)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  version_status version_status;
  version_revision integer;
  edit jsonb;
  edit_amount numeric(18, 2);
  edit_raw text;
  stored budget_line%ROWTYPE;
  new_revision integer;
  has_written boolean := false;
  results jsonb := '[]'::jsonb;
BEGIN
  SELECT status, revision INTO version_status, version_revision FROM report_version
    WHERE district_id = in_district AND id = in_version FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('found', false);
  END IF;
  IF version_status NOT IN ('drafting', 'sentBack') THEN
    RETURN jsonb_build_object('found', true, 'editable', false, 'status', version_status);
  END IF;

  FOR edit IN SELECT value FROM jsonb_array_elements(edits) LOOP
    edit_amount := (edit ->> 'amount')::numeric;
    edit_raw := edit ->> 'raw';
    SELECT * INTO stored FROM budget_line
      WHERE district_id = in_district AND version_id = in_version AND sheet = edit ->> 'sheet' AND subject = edit ->> 'row'
        AND fund = edit ->> 'fund' AND column_id = edit ->> 'column';

    IF FOUND AND stored.amount IS NOT DISTINCT FROM edit_amount AND stored.raw_input IS NOT DISTINCT FROM edit_raw THEN
      -- Already so: a repeated request after a lost answer is no conflict.
      results := results || jsonb_build_object('ok', true, 'revision', stored.revision);
    ELSIF FOUND AND (stored.is_locked OR stored.revision <> (edit ->> 'base')::integer) THEN
      results := results || jsonb_build_object(
        'ok', false, 'reason', CASE WHEN stored.is_locked THEN 'locked' ELSE 'conflict' END, 'revision', stored.revision,
        'amount', stored.amount::text, 'raw', stored.raw_input, 'byId', stored.updated_by, 'at', stored.updated_at);
    ELSIF NOT FOUND AND edit_amount IS NULL AND edit_raw IS NULL THEN
      results := results || jsonb_build_object('ok', true, 'revision', 0);
    ELSE
      IF FOUND THEN
        new_revision := stored.revision + 1;
        UPDATE budget_line SET amount = edit_amount, raw_input = edit_raw, revision = new_revision, updated_by = in_user, updated_at = in_at
          WHERE district_id = in_district AND version_id = in_version AND sheet = stored.sheet AND subject = stored.subject
            AND fund = stored.fund AND column_id = stored.column_id;
      ELSE
        new_revision := 1;
        INSERT INTO budget_line (district_id, version_id, sheet, subject, fund, column_id, measure, amount, raw_input, revision, updated_by, updated_at)
          VALUES (in_district, in_version, edit ->> 'sheet', edit ->> 'row', edit ->> 'fund', edit ->> 'column',
                  (edit ->> 'measure')::measure, edit_amount, edit_raw, new_revision, in_user, in_at);
      END IF;
      INSERT INTO cell_change (district_id, version_id, address, revision, old_value, new_value, how, by_id, at)
        VALUES (in_district, in_version, concat_ws(':', edit ->> 'sheet', edit ->> 'row', edit ->> 'fund', edit ->> 'column'),
                new_revision, coalesce(stored.amount::text, stored.raw_input), coalesce(edit_amount::text, edit_raw), in_how, in_user, in_at);
      has_written := true;
      results := results || jsonb_build_object('ok', true, 'revision', new_revision);
    END IF;
  END LOOP;

  IF has_written THEN
    version_revision := version_revision + 1;
    UPDATE report_version SET revision = version_revision WHERE district_id = in_district AND id = in_version;
  END IF;
  RETURN jsonb_build_object('found', true, 'editable', true, 'revision', version_revision, 'results', results);
END $$;

-- The same for texts. edits: [{ slot, text, base }]; an empty text is kept, for its revision.
CREATE FUNCTION save_texts(in_district uuid, in_version uuid, in_user uuid, in_how text, in_at timestamptz, edits jsonb)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  version_status version_status;
  version_revision integer;
  edit jsonb;
  stored text_slot%ROWTYPE;
  new_revision integer;
  has_written boolean := false;
  results jsonb := '[]'::jsonb;
BEGIN
  SELECT status, revision INTO version_status, version_revision FROM report_version
    WHERE district_id = in_district AND id = in_version FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('found', false);
  END IF;
  IF version_status NOT IN ('drafting', 'sentBack') THEN
    RETURN jsonb_build_object('found', true, 'editable', false, 'status', version_status);
  END IF;

  FOR edit IN SELECT value FROM jsonb_array_elements(edits) LOOP
    SELECT * INTO stored FROM text_slot WHERE district_id = in_district AND version_id = in_version AND slot = edit ->> 'slot';
    IF FOUND AND stored.text = edit ->> 'text' THEN
      results := results || jsonb_build_object('ok', true, 'revision', stored.revision);
    ELSIF FOUND AND stored.revision <> (edit ->> 'base')::integer THEN
      results := results || jsonb_build_object(
        'ok', false, 'reason', 'conflict', 'revision', stored.revision, 'text', stored.text, 'byId', stored.updated_by, 'at', stored.updated_at);
    ELSIF NOT FOUND AND edit ->> 'text' = '' THEN
      results := results || jsonb_build_object('ok', true, 'revision', 0);
    ELSE
      new_revision := coalesce(stored.revision, 0) + 1;
      INSERT INTO text_slot (district_id, version_id, slot, text, revision, updated_by, updated_at)
        VALUES (in_district, in_version, edit ->> 'slot', edit ->> 'text', new_revision, in_user, in_at)
        ON CONFLICT (district_id, version_id, slot)
        DO UPDATE SET text = excluded.text, revision = excluded.revision, updated_by = excluded.updated_by, updated_at = excluded.updated_at;
      INSERT INTO cell_change (district_id, version_id, address, revision, old_value, new_value, how, by_id, at)
        VALUES (in_district, in_version, 'text:' || (edit ->> 'slot'), new_revision, stored.text, edit ->> 'text', in_how, in_user, in_at);
      has_written := true;
      results := results || jsonb_build_object('ok', true, 'revision', new_revision);
    END IF;
  END LOOP;

  IF has_written THEN
    version_revision := version_revision + 1;
    UPDATE report_version SET revision = version_revision WHERE district_id = in_district AND id = in_version;
  END IF;
  RETURN jsonb_build_object('found', true, 'editable', true, 'revision', version_revision, 'results', results);
END $$;
