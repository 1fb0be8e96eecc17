-- A unit owes the accounts of its first to its last fiscal year. It had one mark for all years instead: in use or not.
ALTER TABLE "unit" ADD COLUMN "first_year" INTEGER,
ADD COLUMN "last_year" INTEGER;

-- A unit that was out of use ends with its last report; one without any report ended before the first year there is.
UPDATE unit SET last_year = coalesce(
  (SELECT max(y.year) FROM report r JOIN fiscal_year y ON y.district_id = r.district_id AND y.id = r.fiscal_year_id
   WHERE r.district_id = unit.district_id AND r.unit_id = unit.id),
  (SELECT min(y.year) - 1 FROM fiscal_year y WHERE y.district_id = unit.district_id),
  extract(year FROM created_at)::int - 1)
WHERE NOT is_active;

ALTER TABLE "unit" DROP COLUMN "is_active";
ALTER TABLE unit ADD CONSTRAINT unit_years_in_order CHECK (first_year <= last_year);
