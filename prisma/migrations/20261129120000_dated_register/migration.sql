-- A unit is an identity; what it is called, whose it is and what it is hold for a time, change by events with a document, and make
-- who owes the accounts of a year. Until now it had one name, code, department and kind, and the first and last year that it owed.

-- Periods of one unit, of one code and of one name do not overlap (btree_gist: equality beside ranges). The extension is trusted: the
-- owner of a database may create it.
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TYPE "unit_event_kind" AS ENUM ('found', 'rename', 'recode', 'transfer', 'reclassify', 'merge', 'absorb', 'split', 'dissolve');
CREATE TYPE "final_report" AS ENUM ('ownFinalReport', 'inSuccessor');
CREATE TYPE "event_part" AS ENUM ('predecessor', 'successor');

CREATE TABLE "unit_period" (
    "id" UUID NOT NULL,
    "district_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "valid_from" DATE,
    "valid_to" DATE,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT,
    "parent_id" UUID,
    "level" "unit_level" NOT NULL,
    "kind" "unit_kind" NOT NULL,
    "is_obliged" BOOLEAN NOT NULL DEFAULT true,
    "is_namesake" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "unit_period_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "unit_period_unit_id_valid_from_idx" ON "unit_period"("unit_id", "valid_from");
CREATE INDEX "unit_period_district_id_code_idx" ON "unit_period"("district_id", "code");

CREATE TABLE "unit_event" (
    "district_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" "unit_event_kind" NOT NULL,
    "effective_on" DATE NOT NULL,
    "document_number" TEXT NOT NULL,
    "document_date" DATE NOT NULL,
    "final_report" "final_report",
    "recorded_by" UUID,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "transaction_id" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "unit_event_pkey" PRIMARY KEY ("district_id","id")
);

CREATE TABLE "unit_event_party" (
    "district_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "part" "event_part" NOT NULL,
    "position" INTEGER NOT NULL,
    "unit_id" UUID NOT NULL,
    "share" INTEGER,

    CONSTRAINT "unit_event_party_pkey" PRIMARY KEY ("district_id","event_id","part","unit_id")
);
CREATE INDEX "unit_event_party_district_id_unit_id_idx" ON "unit_event_party"("district_id", "unit_id");

CREATE TABLE "obligation" (
    "district_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "unit_id" UUID NOT NULL,
    "scope" "report_scope" NOT NULL DEFAULT 'unit',
    "exempt_basis" TEXT,

    CONSTRAINT "obligation_pkey" PRIMARY KEY ("district_id","year","unit_id")
);

ALTER TABLE "unit_period" ADD CONSTRAINT "unit_period_district_id_unit_id_fkey" FOREIGN KEY ("district_id", "unit_id") REFERENCES "unit"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "unit_period" ADD CONSTRAINT "unit_period_district_id_parent_id_fkey" FOREIGN KEY ("district_id", "parent_id") REFERENCES "unit"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "unit_event" ADD CONSTRAINT "unit_event_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "unit_event_party" ADD CONSTRAINT "unit_event_party_district_id_event_id_fkey" FOREIGN KEY ("district_id", "event_id") REFERENCES "unit_event"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "unit_event_party" ADD CONSTRAINT "unit_event_party_district_id_unit_id_fkey" FOREIGN KEY ("district_id", "unit_id") REFERENCES "unit"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "obligation" ADD CONSTRAINT "obligation_district_id_unit_id_fkey" FOREIGN KEY ("district_id", "unit_id") REFERENCES "unit"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What there is, carried along -----------------------------------------------------------------------------------------

-- One period each: from the first year it owed to the last. A name that two units of a level have at one time was let in before; it is
-- marked, so that the rule holds for everything that comes.
INSERT INTO unit_period (id, district_id, unit_id, valid_from, valid_to, code, name, parent_id, level, kind, is_namesake)
SELECT gen_random_uuid(), u.district_id, u.id, make_date(u.first_year, 1, 1), make_date(u.last_year + 1, 1, 1),
  u.code, u.name, u.parent_id, u.level, u.kind,
  EXISTS (
    SELECT FROM unit other
    WHERE other.district_id = u.district_id AND other.id <> u.id AND other.level = u.level AND other.name = u.name
      AND daterange(make_date(other.first_year, 1, 1), make_date(other.last_year + 1, 1, 1))
        && daterange(make_date(u.first_year, 1, 1), make_date(u.last_year + 1, 1, 1)))
FROM unit u;

-- Who owes every year that was opened, as it was worked out until now. A unit that need not publish needed not in any year; where no year
-- was opened yet, the year before this one keeps it, from which later years take it over.
INSERT INTO obligation (district_id, year, unit_id, exempt_basis)
SELECT u.district_id, y.year, u.id, CASE WHEN u.is_exempt THEN u.exempt_basis END
FROM unit u JOIN fiscal_year y ON y.district_id = u.district_id
WHERE u.level = 'unit' AND (u.first_year IS NULL OR u.first_year <= y.year) AND (u.last_year IS NULL OR y.year <= u.last_year);

INSERT INTO obligation (district_id, year, unit_id, exempt_basis)
SELECT u.district_id, greatest(extract(year FROM now())::int - 1, u.first_year), u.id, u.exempt_basis
FROM unit u
WHERE u.level = 'unit' AND u.is_exempt AND NOT EXISTS (SELECT FROM obligation o WHERE o.district_id = u.district_id AND o.unit_id = u.id);

ALTER TABLE "unit" DROP CONSTRAINT "unit_district_id_parent_id_fkey";
DROP INDEX "unit_district_id_code_key";
ALTER TABLE "unit" DROP COLUMN "code",
DROP COLUMN "exempt_basis",
DROP COLUMN "first_year",
DROP COLUMN "is_exempt",
DROP COLUMN "kind",
DROP COLUMN "last_year",
DROP COLUMN "level",
DROP COLUMN "name",
DROP COLUMN "parent_id";

-- What the database enforces -------------------------------------------------------------------------------------------
--   MZ008 periods of a unit leave a gap
--   MZ009 identity of a period or of an obligation changed, or an obligation taken away without an event

ALTER TABLE unit_period ADD CONSTRAINT unit_period_in_order CHECK (valid_from < valid_to);
ALTER TABLE unit_period ADD CONSTRAINT unit_period_not_below_itself CHECK (parent_id <> unit_id);
ALTER TABLE unit_period ADD CONSTRAINT unit_period_no_overlap
  EXCLUDE USING gist (unit_id WITH =, daterange(valid_from, valid_to) WITH &&);
ALTER TABLE unit_period ADD CONSTRAINT unit_period_code_once
  EXCLUDE USING gist (district_id WITH =, code WITH =, daterange(valid_from, valid_to) WITH &&);
ALTER TABLE unit_period ADD CONSTRAINT unit_period_name_once
  EXCLUDE USING gist (district_id WITH =, level WITH =, name WITH =, daterange(valid_from, valid_to) WITH &&) WHERE (NOT is_namesake);

ALTER TABLE unit_event ADD CONSTRAINT unit_event_has_document CHECK (length(document_number) > 0);
ALTER TABLE unit_event_party ADD CONSTRAINT unit_event_party_share CHECK ((part = 'successor') = (share IS NOT NULL) AND share BETWEEN 0 AND 10000);
ALTER TABLE obligation ADD CONSTRAINT obligation_exemption_has_basis CHECK (length(exempt_basis) > 0);
ALTER TABLE obligation ADD CONSTRAINT obligation_year_range CHECK (year BETWEEN 2000 AND 2100);

-- Looked at when the transaction ends: an event closes one period and opens the next in two statements.
CREATE FUNCTION require_periods_without_gap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM unit_period p
    WHERE p.unit_id = NEW.unit_id AND p.valid_to IS NOT NULL
      AND EXISTS (SELECT FROM unit_period later WHERE later.unit_id = p.unit_id AND later.valid_from >= p.valid_to)
      AND NOT EXISTS (SELECT FROM unit_period next WHERE next.unit_id = p.unit_id AND next.valid_from = p.valid_to)
  ) THEN
    RAISE EXCEPTION 'the periods of unit % leave a gap', NEW.unit_id USING ERRCODE = 'MZ008';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER unit_period_without_gap AFTER INSERT OR UPDATE ON unit_period
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_periods_without_gap();

CREATE FUNCTION guard_unit_period() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.id, OLD.district_id, OLD.unit_id, OLD.valid_from) IS DISTINCT FROM (NEW.id, NEW.district_id, NEW.unit_id, NEW.valid_from) THEN
    RAISE EXCEPTION 'the unit and the beginning of period % never change', OLD.id USING ERRCODE = 'MZ009';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER unit_period_guard BEFORE UPDATE ON unit_period FOR EACH ROW EXECUTE FUNCTION guard_unit_period();
CREATE TRIGGER unit_period_stays BEFORE DELETE ON unit_period FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER unit_period_no_truncate BEFORE TRUNCATE ON unit_period FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER unit_event_transaction BEFORE INSERT ON unit_event FOR EACH ROW EXECUTE FUNCTION stamp_transaction();
CREATE TRIGGER unit_event_append_only BEFORE UPDATE OR DELETE ON unit_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER unit_event_no_truncate BEFORE TRUNCATE ON unit_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER unit_event_party_append_only BEFORE UPDATE OR DELETE ON unit_event_party FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER unit_event_party_no_truncate BEFORE TRUNCATE ON unit_event_party FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Who owes a year is frozen: only an event of the same transaction takes it away. Whether it is published is decided per year.
CREATE FUNCTION guard_obligation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (OLD.district_id, OLD.year, OLD.unit_id, OLD.scope) IS DISTINCT FROM (NEW.district_id, NEW.year, NEW.unit_id, NEW.scope) THEN
      RAISE EXCEPTION 'whose obligation of which year it is never changes' USING ERRCODE = 'MZ009';
    END IF;
    RETURN NEW;
  END IF;
  IF NOT EXISTS (
    SELECT FROM unit_event WHERE district_id = OLD.district_id AND transaction_id = pg_current_xact_id()::text::bigint
  ) THEN
    RAISE EXCEPTION 'unit % owes % until an event says otherwise', OLD.unit_id, OLD.year USING ERRCODE = 'MZ009';
  END IF;
  RETURN OLD;
END $$;

CREATE TRIGGER obligation_guard BEFORE UPDATE OR DELETE ON obligation FOR EACH ROW EXECUTE FUNCTION guard_obligation();
CREATE TRIGGER obligation_no_truncate BEFORE TRUNCATE ON obligation FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Reading --------------------------------------------------------------------------------------------------------------

-- A unit as it is on a day: its last period that began by then; one that began later, as it began. Of a fiscal year, the day is 31 December
-- (unitAsOf of lib/domain/register/register.ts).
CREATE FUNCTION unit_as_of(in_unit uuid, in_day date) RETURNS SETOF unit_period LANGUAGE sql STABLE AS $$
  SELECT p.* FROM unit_period p WHERE p.unit_id = in_unit
  ORDER BY coalesce(p.valid_from <= in_day, true) DESC,
    CASE WHEN coalesce(p.valid_from <= in_day, true) THEN p.valid_from END DESC NULLS LAST, p.valid_from
  LIMIT 1
$$;
