-- The application's role creates nothing, temporary tables neither.

-- CreateTable
CREATE UNLOGGED TABLE "archive_part" (
    "archive_id" UUID NOT NULL,
    "nth" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "archive_part_pkey" PRIMARY KEY ("archive_id","nth")
);
CREATE TRIGGER archive_part_no_truncate BEFORE TRUNCATE ON archive_part FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- As before, without one.
CREATE OR REPLACE FUNCTION take_total(in_district uuid, in_version uuid, in_user uuid, in_at timestamptz, facts jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  is_first boolean;
BEGIN
  PERFORM set_config('mingzhang.takes_total', 'on', true);
  SELECT NOT EXISTS (SELECT FROM budget_line WHERE district_id = in_district AND version_id = in_version) INTO is_first;

  IF NOT is_first THEN
    INSERT INTO cell_change (district_id, version_id, address, revision, old_value, new_value, how, by_id, at)
      SELECT in_district, in_version,
        concat_ws(':', coalesce(f.sheet, l.sheet), coalesce(f."row", l.subject), coalesce(f.fund, l.fund), coalesce(f."column", l.column_id)),
        coalesce(l.revision, 0) + 1, l.amount::text, f.amount::text, 'total', in_user, in_at
      FROM (SELECT * FROM budget_line WHERE district_id = in_district AND version_id = in_version) l
      FULL JOIN jsonb_to_recordset(facts) AS f(sheet text, "row" text, fund text, "column" text, measure measure, amount numeric(18, 2))
        ON (f.sheet, f."row", f.fund, f."column") = (l.sheet, l.subject, l.fund, l.column_id)
      WHERE l.amount IS DISTINCT FROM f.amount;
  END IF;
  UPDATE budget_line l SET amount = NULL, revision = revision + 1, updated_by = in_user, updated_at = in_at
    WHERE district_id = in_district AND version_id = in_version AND amount IS NOT NULL
      AND (l.sheet, l.subject, l.fund, l.column_id) NOT IN (
        SELECT f.sheet, f."row", f.fund, f."column" FROM jsonb_to_recordset(facts) AS f(sheet text, "row" text, fund text, "column" text));
  INSERT INTO budget_line AS l (district_id, version_id, sheet, subject, fund, column_id, measure, amount, updated_by, updated_at)
    SELECT in_district, in_version, sheet, "row", fund, "column", measure, amount, in_user, in_at
    FROM jsonb_to_recordset(facts) AS f(sheet text, "row" text, fund text, "column" text, measure measure, amount numeric(18, 2))
    ON CONFLICT (district_id, version_id, sheet, subject, fund, column_id) DO UPDATE
      SET amount = excluded.amount, revision = l.revision + 1, updated_by = excluded.updated_by, updated_at = excluded.updated_at
      WHERE l.amount IS DISTINCT FROM excluded.amount;
  UPDATE report_version SET revision = revision + 1 WHERE district_id = in_district AND id = in_version;
END $$;
