-- An opening balance differs from last year's approved closing balance by declared adjustments only. A locked opening is
-- the closing balance with the adjustments of its row (sheet openingAdjustments): it moves when one of them is saved, and
-- when last year's accounts change.

-- Moves the locked opening of a row by what an adjustment of it has changed. An opening that the unit types stays as it is.
CREATE FUNCTION adjust_locked_opening(
  in_district uuid, in_version uuid, in_row text, in_fund text, change numeric, in_user uuid, in_how text, in_at timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  stored budget_line%ROWTYPE;
BEGIN
  SELECT * INTO stored FROM budget_line
    WHERE district_id = in_district AND version_id = in_version AND sheet = 'balance' AND subject = in_row AND fund = in_fund
      AND column_id = 'opening' AND is_locked;
  IF NOT FOUND OR change = 0 THEN
    RETURN;
  END IF;
  PERFORM set_config('mingzhang.carries_over', 'on', true);
  UPDATE budget_line SET amount = coalesce(stored.amount, 0) + change, revision = stored.revision + 1, updated_by = in_user, updated_at = in_at
    WHERE district_id = in_district AND version_id = in_version AND sheet = stored.sheet AND subject = stored.subject
      AND fund = stored.fund AND column_id = stored.column_id;
  PERFORM set_config('mingzhang.carries_over', 'off', true);
  INSERT INTO cell_change (district_id, version_id, address, revision, old_value, new_value, how, by_id, at)
    VALUES (in_district, in_version, concat_ws(':', stored.sheet, stored.subject, stored.fund, stored.column_id), stored.revision + 1,
            stored.amount::text, (coalesce(stored.amount, 0) + change)::text, in_how, in_user, in_at);
END $$;

-- As before (enforce_rules), and an adjustment takes the locked opening of its row along.
CREATE OR REPLACE FUNCTION save_cells(in_district uuid, in_version uuid, in_user uuid, in_how text, in_at timestamptz, edits jsonb)
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
      IF edit ->> 'sheet' = 'openingAdjustments' THEN
        PERFORM adjust_locked_opening(in_district, in_version, edit ->> 'row', edit ->> 'fund',
          coalesce(edit_amount, 0) - coalesce(stored.amount, 0), in_user, in_how, in_at);
      END IF;
      results := results || jsonb_build_object('ok', true, 'revision', new_revision);
    END IF;
  END LOOP;

  IF has_written THEN
    version_revision := version_revision + 1;
    UPDATE report_version SET revision = version_revision WHERE district_id = in_district AND id = in_version;
  END IF;
  RETURN jsonb_build_object('found', true, 'editable', true, 'revision', version_revision, 'results', results);
END $$;

-- As before (follow_last_year), and what the unit declared to be adjusted is part of the openings.
CREATE OR REPLACE FUNCTION carry_over(in_district uuid, in_version uuid, in_at timestamptz, openings jsonb)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  version_status version_status;
  opening jsonb;
  opening_amount numeric(18, 2);
  stored budget_line%ROWTYPE;
  has_changed boolean := false;
BEGIN
  SELECT status INTO version_status FROM report_version WHERE district_id = in_district AND id = in_version FOR NO KEY UPDATE;
  IF NOT FOUND OR version_status NOT IN ('drafting', 'sentBack') THEN
    RETURN false;
  END IF;
  PERFORM set_config('mingzhang.carries_over', 'on', true);

  -- Adjustments that an event of the register brings come first: what the unit declared at the same place is theirs then.
  FOR opening IN
    SELECT value FROM jsonb_array_elements(coalesce(openings, '[]'::jsonb)) ORDER BY (value ->> 'sheet') <> 'openingAdjustments'
  LOOP
    opening_amount := (opening ->> 'amount')::numeric;
    IF opening ->> 'sheet' = 'balance' AND opening ->> 'column' = 'opening' THEN
      opening_amount := opening_amount + coalesce((
        SELECT sum(amount) FROM budget_line
          WHERE district_id = in_district AND version_id = in_version AND sheet = 'openingAdjustments'
            AND subject = opening ->> 'row' AND fund = opening ->> 'fund' AND NOT is_locked), 0);
    END IF;
    SELECT * INTO stored FROM budget_line
      WHERE district_id = in_district AND version_id = in_version AND sheet = opening ->> 'sheet' AND subject = opening ->> 'row'
        AND fund = opening ->> 'fund' AND column_id = opening ->> 'column';
    IF NOT FOUND THEN
      INSERT INTO budget_line (district_id, version_id, sheet, subject, fund, column_id, measure, amount, is_locked, updated_at)
        VALUES (in_district, in_version, opening ->> 'sheet', opening ->> 'row', opening ->> 'fund', opening ->> 'column',
                (opening ->> 'measure')::measure, opening_amount, true, in_at)
        RETURNING * INTO stored;
      INSERT INTO cell_change (district_id, version_id, address, revision, new_value, how, at)
        VALUES (in_district, in_version, concat_ws(':', stored.sheet, stored.subject, stored.fund, stored.column_id),
                stored.revision, opening_amount::text, 'carryOver', in_at);
      has_changed := true;
    ELSIF stored.amount IS NOT DISTINCT FROM opening_amount THEN
      UPDATE budget_line SET is_locked = true
        WHERE district_id = in_district AND version_id = in_version AND sheet = stored.sheet AND subject = stored.subject
          AND fund = stored.fund AND column_id = stored.column_id AND NOT is_locked;
    ELSE
      UPDATE budget_line SET amount = opening_amount, raw_input = NULL, revision = stored.revision + 1, is_locked = true, updated_by = NULL, updated_at = in_at
        WHERE district_id = in_district AND version_id = in_version AND sheet = stored.sheet AND subject = stored.subject
          AND fund = stored.fund AND column_id = stored.column_id;
      INSERT INTO cell_change (district_id, version_id, address, revision, old_value, new_value, how, at)
        VALUES (in_district, in_version, concat_ws(':', stored.sheet, stored.subject, stored.fund, stored.column_id), stored.revision + 1,
                coalesce(stored.amount::text, stored.raw_input), opening_amount::text, 'carryOver', in_at);
      has_changed := true;
    END IF;
  END LOOP;

  FOR stored IN
    SELECT * FROM budget_line line
      WHERE district_id = in_district AND version_id = in_version AND is_locked
        AND NOT EXISTS (
          SELECT FROM jsonb_array_elements(coalesce(openings, '[]'::jsonb)) AS wanted
            WHERE wanted ->> 'sheet' = line.sheet AND wanted ->> 'row' = line.subject AND wanted ->> 'fund' = line.fund AND wanted ->> 'column' = line.column_id)
  LOOP
    UPDATE budget_line SET is_locked = false, amount = CASE WHEN openings IS NULL THEN amount END,
        revision = stored.revision + CASE WHEN openings IS NULL THEN 0 ELSE 1 END, updated_at = in_at
      WHERE district_id = in_district AND version_id = in_version AND sheet = stored.sheet AND subject = stored.subject
        AND fund = stored.fund AND column_id = stored.column_id;
    IF openings IS NOT NULL THEN
      INSERT INTO cell_change (district_id, version_id, address, revision, old_value, how, at)
        VALUES (in_district, in_version, concat_ws(':', stored.sheet, stored.subject, stored.fund, stored.column_id), stored.revision + 1,
                stored.amount::text, 'carryOver', in_at);
      has_changed := true;
    END IF;
  END LOOP;

  PERFORM set_config('mingzhang.carries_over', 'off', true);
  IF has_changed THEN
    UPDATE report_version SET revision = revision + 1 WHERE district_id = in_district AND id = in_version;
  END IF;
  RETURN has_changed;
END $$;
