-- AlterTable
ALTER TABLE "cell_change" ALTER COLUMN "by_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "economic_subject" ADD COLUMN     "replaces" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "functional_subject" ADD COLUMN     "replaces" TEXT NOT NULL DEFAULT '';

-- Locked openings follow last year's approved accounts ---------------------------------------------------------------
-- Nobody types over a locked cell; only carry_over may change it, which says so for the length of its work.

CREATE OR REPLACE FUNCTION guard_locked_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND current_setting('mingzhang.carries_over', true) = 'on' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'cell %:%:%:% is locked', OLD.sheet, OLD.subject, OLD.fund, OLD.column_id USING ERRCODE = 'MZ003';
END $$;

-- A change without a person is one of carry_over; everybody else signs.
ALTER TABLE cell_change ADD CONSTRAINT cell_change_has_person CHECK ((by_id IS NULL) = (how = 'carryOver'));

-- Makes the locked openings of a version those of last year's approved accounts, each change in the history. Does nothing
-- while the version is not in the unit's hands.
--
-- openings: [{ sheet, row, fund, column, measure, amount (decimal text) }], all that are locked afterwards; an opening that
--   is locked and not among them becomes blank and the unit's to fill in. NULL: last year is approved no more, its figures
--   stay and are the unit's.
-- answer: whether a figure has changed
CREATE FUNCTION carry_over(in_district uuid, in_version uuid, in_at timestamptz, openings jsonb)
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

  FOR opening IN SELECT value FROM jsonb_array_elements(coalesce(openings, '[]'::jsonb)) LOOP
    opening_amount := (opening ->> 'amount')::numeric;
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
