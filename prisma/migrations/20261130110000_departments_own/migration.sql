-- 部门本级 was guessed by name each time it was asked for. From now on the register says it, for the time that it is so: a department that
-- is called otherwise keeps its own unit, and one whose own unit is called otherwise has one at all.
ALTER TABLE "unit_period" ADD COLUMN     "is_departments_own" BOOLEAN NOT NULL DEFAULT false;

-- The guess, carried along: a unit with the name of its department, with or without 本级 or 机关 behind it, at any time that both share.
-- Where several are called so at one time, 本级 goes before 机关, and that before the bare name; then the lower code.
DO $$
DECLARE
  candidate record;
BEGIN
  FOR candidate IN
    WITH called AS (
      SELECT id, unit_id, parent_id, level, code, name, valid_from, valid_to,
        regexp_replace(regexp_replace(normalize(name, NFKC), '[[:space:]()]', '', 'g'), '(本级|机关)$', '') AS bare
      FROM unit_period
    )
    SELECT own.id, own.parent_id, own.unit_id, own.valid_from, own.valid_to
    FROM called own
    WHERE own.level = 'unit' AND EXISTS (
      SELECT FROM called department
      WHERE department.unit_id = own.parent_id AND department.bare = own.bare
        AND daterange(department.valid_from, department.valid_to) && daterange(own.valid_from, own.valid_to))
    ORDER BY CASE WHEN own.name ~ '本级[)）]?$' THEN 0 WHEN own.name ~ '机关[)）]?$' THEN 1 ELSE 2 END, own.code, own.valid_from NULLS FIRST
  LOOP
    UPDATE unit_period SET is_departments_own = true
    WHERE id = candidate.id AND NOT EXISTS (
      SELECT FROM unit_period taken
      WHERE taken.parent_id = candidate.parent_id AND taken.is_departments_own AND taken.unit_id <> candidate.unit_id
        AND daterange(taken.valid_from, taken.valid_to) && daterange(candidate.valid_from, candidate.valid_to));
  END LOOP;
END $$;
-- A table is not altered while checks of its rows wait for the end of the transaction.
SET CONSTRAINTS unit_period_without_gap IMMEDIATE;

ALTER TABLE unit_period ADD CONSTRAINT unit_period_own_is_a_unit
  CHECK (NOT is_departments_own OR (level = 'unit' AND parent_id IS NOT NULL));
ALTER TABLE unit_period ADD CONSTRAINT unit_period_own_once
  EXCLUDE USING gist (district_id WITH =, parent_id WITH =, daterange(valid_from, valid_to) WITH &&) WHERE (is_departments_own);
