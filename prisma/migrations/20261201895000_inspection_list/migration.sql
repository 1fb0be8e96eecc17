-- The bureau's list of 公开体检 as it was judged last, a row per unit and year, and what has changed since. Both are
-- derived: an installation that has none of them judges a year as a whole when somebody asks for it.

-- CreateTable
CREATE TABLE "inspected_year" (
    "district_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "turn" INTEGER NOT NULL,
    "judged_on" DATE NOT NULL,
    "edition" INTEGER NOT NULL,

    CONSTRAINT "inspected_year_pkey" PRIMARY KEY ("district_id","year")
);

-- CreateTable
CREATE TABLE "inspected_unit" (
    "district_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "unit_id" UUID NOT NULL,
    "unit_code" TEXT NOT NULL,
    "unit_name" TEXT NOT NULL,
    "department_code" TEXT,
    "department_name" TEXT,
    "defects" TEXT[],
    "glances" TEXT[],
    "found" INTEGER NOT NULL,

    CONSTRAINT "inspected_unit_pkey" PRIMARY KEY ("district_id","year","unit_id")
);

-- CreateTable
CREATE TABLE "inspection_mark" (
    "id" BIGSERIAL NOT NULL,
    "district_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "unit_id" UUID,

    CONSTRAINT "inspection_mark_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "inspected_unit_district_id_year_found_unit_code_idx" ON "inspected_unit"("district_id", "year", "found" DESC, "unit_code");

-- CreateIndex
CREATE INDEX "inspection_mark_district_id_year_idx" ON "inspection_mark"("district_id", "year");

-- AddForeignKey
ALTER TABLE "inspected_year" ADD CONSTRAINT "inspected_year_district_id_year_fkey" FOREIGN KEY ("district_id", "year") REFERENCES "fiscal_year"("district_id", "year") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inspected_unit" ADD CONSTRAINT "inspected_unit_district_id_year_fkey" FOREIGN KEY ("district_id", "year") REFERENCES "inspected_year"("district_id", "year") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TRIGGER inspected_year_no_truncate BEFORE TRUNCATE ON inspected_year FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER inspected_unit_no_truncate BEFORE TRUNCATE ON inspected_unit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER inspection_mark_no_truncate BEFORE TRUNCATE ON inspection_mark FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A unit's year has changed in what it is judged by. Marks are only ever added here, so that nobody who writes waits for
-- anybody: several of one unit are as good as one.
CREATE FUNCTION mark_inspection_of_unit() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO inspection_mark (district_id, year, unit_id) VALUES (OLD.district_id, OLD.year, OLD.unit_id);
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO inspection_mark (district_id, year, unit_id) VALUES (NEW.district_id, NEW.year, NEW.unit_id);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER obligation_is_inspected AFTER INSERT OR UPDATE OR DELETE ON obligation
  FOR EACH ROW EXECUTE FUNCTION mark_inspection_of_unit();
CREATE TRIGGER published_account_is_inspected AFTER INSERT OR DELETE ON published_account
  FOR EACH ROW EXECUTE FUNCTION mark_inspection_of_unit();
CREATE TRIGGER portal_address_is_inspected AFTER INSERT OR UPDATE OR DELETE ON portal_address
  FOR EACH ROW EXECUTE FUNCTION mark_inspection_of_unit();

-- A publication is looked at for its unit; one of a department, or of its own part, for all units of the department.
CREATE FUNCTION mark_inspection_of_publication() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  changed publication := coalesce(NEW, OLD);
BEGIN
  INSERT INTO inspection_mark (district_id, year, unit_id)
  SELECT DISTINCT u.district_id, changed.year, u.unit_id FROM unit_period u
  WHERE u.district_id = changed.district_id AND (u.unit_id = changed.unit_id OR u.parent_id = changed.unit_id
    OR u.parent_id IN (SELECT o.parent_id FROM unit_period o
      WHERE o.district_id = changed.district_id AND o.unit_id = changed.unit_id AND o.is_departments_own));
  RETURN NULL;
END $$;

CREATE TRIGGER publication_is_inspected AFTER INSERT OR DELETE ON publication
  FOR EACH ROW EXECUTE FUNCTION mark_inspection_of_publication();

-- A version is looked at for its approval.
CREATE FUNCTION mark_inspection_of_version() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO inspection_mark (district_id, year, unit_id)
  SELECT r.district_id, y.year, r.unit_id FROM report r JOIN fiscal_year y ON y.district_id = r.district_id AND y.id = r.fiscal_year_id
  WHERE r.district_id = NEW.district_id AND r.id = NEW.report_id;
  RETURN NULL;
END $$;

CREATE TRIGGER report_version_is_inspected AFTER UPDATE ON report_version FOR EACH ROW
  WHEN (OLD.approved_at IS DISTINCT FROM NEW.approved_at OR OLD.content_hash IS DISTINCT FROM NEW.content_hash)
  EXECUTE FUNCTION mark_inspection_of_version();
CREATE TRIGGER approved_version_is_inspected AFTER INSERT ON report_version FOR EACH ROW
  WHEN (NEW.approved_at IS NOT NULL) EXECUTE FUNCTION mark_inspection_of_version();

-- Rules of a year, days off, names and departments: all units are judged anew.
CREATE FUNCTION mark_inspections_of_year() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO inspection_mark (district_id, year) VALUES (NEW.district_id, NEW.year);
  RETURN NULL;
END $$;

CREATE TRIGGER fiscal_year_is_inspected AFTER UPDATE ON fiscal_year FOR EACH ROW
  WHEN (OLD.decision_rule IS DISTINCT FROM NEW.decision_rule OR OLD.deadline IS DISTINCT FROM NEW.deadline)
  EXECUTE FUNCTION mark_inspections_of_year();

CREATE FUNCTION mark_inspections_of_district() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO inspection_mark (district_id, year)
  SELECT y.district_id, y.year FROM fiscal_year y WHERE y.district_id = coalesce(NEW.district_id, OLD.district_id);
  RETURN NULL;
END $$;

CREATE TRIGGER own_day_is_inspected AFTER INSERT OR UPDATE OR DELETE ON own_day
  FOR EACH ROW EXECUTE FUNCTION mark_inspections_of_district();
CREATE TRIGGER unit_period_is_inspected AFTER INSERT OR UPDATE OR DELETE ON unit_period
  FOR EACH ROW EXECUTE FUNCTION mark_inspections_of_district();
