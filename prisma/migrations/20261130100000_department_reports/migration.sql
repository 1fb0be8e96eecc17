-- CreateTable
CREATE TABLE "taken_total" (
    "district_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "total_id" UUID NOT NULL,
    "taken_by" UUID NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "taken_total_pkey" PRIMARY KEY ("district_id","version_id")
);

-- AddForeignKey
ALTER TABLE "taken_total" ADD CONSTRAINT "taken_total_district_id_version_id_fkey" FOREIGN KEY ("district_id", "version_id") REFERENCES "report_version"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "taken_total" ADD CONSTRAINT "taken_total_district_id_total_id_fkey" FOREIGN KEY ("district_id", "total_id") REFERENCES "total"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "taken_total" ADD CONSTRAINT "taken_total_district_id_taken_by_fkey" FOREIGN KEY ("district_id", "taken_by") REFERENCES "app_user"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What is published of a department is told from what is published of units without reading it.
ALTER TABLE "publication" ADD COLUMN "scope" "report_scope" NOT NULL DEFAULT 'unit';

-- Figures of a department's accounts are those of a frozen total. Whoever writes them says so in the transaction; anything else that
-- writes an amount or a performance form is refused: MZ011.
CREATE OR REPLACE FUNCTION guard_version_content() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  row_district uuid;
  row_version uuid;
  current_status version_status;
  of_department boolean;
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
  SELECT v.status, r.scope = 'department' INTO current_status, of_department
    FROM report_version v JOIN report r ON r.district_id = v.district_id AND r.id = v.report_id
    WHERE v.district_id = row_district AND v.id = row_version FOR SHARE OF v;
  IF current_status NOT IN ('drafting', 'sentBack') THEN
    RAISE EXCEPTION 'version % is %', row_version, current_status USING ERRCODE = 'MZ001';
  END IF;
  IF of_department AND TG_TABLE_NAME NOT IN ('text_slot', 'finding_explanation')
     AND current_setting('mingzhang.takes_total', true) IS DISTINCT FROM 'on' THEN
    RAISE EXCEPTION 'the figures of version % are those of a total', row_version USING ERRCODE = 'MZ011';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER taken_total_guard BEFORE INSERT OR UPDATE OR DELETE ON taken_total FOR EACH ROW EXECUTE FUNCTION guard_version_content();

-- A total is taken by the department and for the year that it is of, once two people have approved it.
CREATE FUNCTION guard_taken_total() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM report_version v
      JOIN report r ON r.district_id = v.district_id AND r.id = v.report_id
      JOIN fiscal_year y ON y.id = r.fiscal_year_id
      JOIN total t ON t.district_id = v.district_id AND t.id = NEW.total_id
    WHERE v.district_id = NEW.district_id AND v.id = NEW.version_id AND r.scope = 'department' AND t.scope = 'department'
      AND t.department_id = r.unit_id AND t.year = y.year AND t.frozen_by IS NOT NULL) THEN
    RAISE EXCEPTION 'total % is no frozen total of version %', NEW.total_id, NEW.version_id USING ERRCODE = 'MZ011';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER taken_total_frozen BEFORE INSERT OR UPDATE ON taken_total FOR EACH ROW EXECUTE FUNCTION guard_taken_total();

-- What a report is of never changes.
CREATE FUNCTION keep_report_scope() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the scope of report % never changes', OLD.id USING ERRCODE = 'MZ006';
END $$;
CREATE TRIGGER report_scope_kept BEFORE UPDATE ON report FOR EACH ROW WHEN (OLD.scope IS DISTINCT FROM NEW.scope) EXECUTE FUNCTION keep_report_scope();

-- Makes the facts of a department's version the given ones. What they change stays in the history, with whoever took them; the first ones
-- are no change.
--
-- facts: [{ sheet, row, fund, column, measure, amount (decimal text) }]
CREATE FUNCTION take_total(in_district uuid, in_version uuid, in_user uuid, in_at timestamptz, facts jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  is_first boolean;
BEGIN
  PERFORM set_config('mingzhang.takes_total', 'on', true);
  SELECT NOT EXISTS (SELECT FROM budget_line WHERE district_id = in_district AND version_id = in_version) INTO is_first;
  CREATE TEMPORARY TABLE taken_fact ON COMMIT DROP AS
    SELECT sheet, "row", fund, "column", measure, amount
    FROM jsonb_to_recordset(facts) AS given(sheet text, "row" text, fund text, "column" text, measure measure, amount numeric(18, 2));

  IF NOT is_first THEN
    INSERT INTO cell_change (district_id, version_id, address, revision, old_value, new_value, how, by_id, at)
      SELECT in_district, in_version, concat_ws(':', coalesce(f.sheet, l.sheet), coalesce(f."row", l.subject), coalesce(f.fund, l.fund), coalesce(f."column", l.column_id)),
        coalesce(l.revision, 0) + 1, l.amount::text, f.amount::text, 'total', in_user, in_at
      FROM (SELECT * FROM budget_line WHERE district_id = in_district AND version_id = in_version) l
      FULL JOIN taken_fact f ON (f.sheet, f."row", f.fund, f."column") = (l.sheet, l.subject, l.fund, l.column_id)
      WHERE l.amount IS DISTINCT FROM f.amount;
  END IF;
  UPDATE budget_line l SET amount = NULL, revision = revision + 1, updated_by = in_user, updated_at = in_at
    WHERE district_id = in_district AND version_id = in_version AND amount IS NOT NULL
      AND NOT EXISTS (SELECT FROM taken_fact f WHERE (f.sheet, f."row", f.fund, f."column") = (l.sheet, l.subject, l.fund, l.column_id));
  INSERT INTO budget_line AS l (district_id, version_id, sheet, subject, fund, column_id, measure, amount, updated_by, updated_at)
    SELECT in_district, in_version, sheet, "row", fund, "column", measure, amount, in_user, in_at FROM taken_fact
    ON CONFLICT (district_id, version_id, sheet, subject, fund, column_id) DO UPDATE
      SET amount = excluded.amount, revision = l.revision + 1, updated_by = excluded.updated_by, updated_at = excluded.updated_at
      WHERE l.amount IS DISTINCT FROM excluded.amount;
  UPDATE report_version SET revision = revision + 1 WHERE district_id = in_district AND id = in_version;
  DROP TABLE taken_fact;
END $$;
