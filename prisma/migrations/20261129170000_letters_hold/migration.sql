-- Taking a letter out of force is a document of its own: with number, day and reason. Those of earlier releases have a reason only.
ALTER TABLE approval_letter ADD COLUMN "revoked_number" TEXT, ADD COLUMN "revoked_on" DATE;
ALTER TABLE approval_letter ADD CONSTRAINT approval_letter_revocation_is_whole CHECK (
  (revoked_number IS NULL) = (revoked_on IS NULL) AND (revoked_on IS NULL OR (status = 'revoked' AND revoked_on >= issued_on)));

-- CreateEnum
CREATE TYPE "letter_due_part" AS ENUM ('requirement', 'problem');

-- CreateEnum
CREATE TYPE "letter_due_event_kind" AS ENUM ('extended', 'settled');

-- CreateTable
CREATE TABLE "letter_due_event" (
    "district_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "letter_id" UUID NOT NULL,
    "part" "letter_due_part" NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" "letter_due_event_kind" NOT NULL,
    "on_day" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "letter_due_event_pkey" PRIMARY KEY ("district_id","id")
);

-- CreateIndex
CREATE INDEX "letter_due_event_district_id_letter_id_idx" ON "letter_due_event"("district_id", "letter_id");

-- AddForeignKey
ALTER TABLE "letter_due_event" ADD CONSTRAINT "letter_due_event_district_id_letter_id_fkey" FOREIGN KEY ("district_id", "letter_id") REFERENCES "approval_letter"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What is asked for by a day is settled once, says why, and is written to a letter that is in force; an extension never leads into the past.
CREATE UNIQUE INDEX letter_due_event_settled_once ON letter_due_event (district_id, letter_id, part, position) WHERE kind = 'settled';
ALTER TABLE letter_due_event ADD CONSTRAINT letter_due_event_has_reason CHECK (btrim(reason) <> '');
ALTER TABLE letter_due_event ADD CONSTRAINT letter_due_event_is_not_into_the_past CHECK (
  kind <> 'extended' OR on_day >= (at AT TIME ZONE 'Asia/Shanghai')::date);

CREATE FUNCTION guard_letter_due_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM approval_letter WHERE district_id = NEW.district_id AND id = NEW.letter_id AND status IN ('issued', 'received')) THEN
    RAISE EXCEPTION 'letter % is not in force', NEW.letter_id USING ERRCODE = 'MZ002';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER letter_due_event_guard BEFORE INSERT ON letter_due_event FOR EACH ROW EXECUTE FUNCTION guard_letter_due_event();
CREATE TRIGGER letter_due_event_append_only BEFORE UPDATE OR DELETE ON letter_due_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER letter_due_event_no_truncate BEFORE TRUNCATE ON letter_due_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- An approval stands as long as a letter in force says so (ADR 0092). Publication keeps it, and the correction of a published report is a version
-- of its own.
CREATE FUNCTION guard_letter_in_force() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM approval_letter_report WHERE district_id = OLD.district_id AND version_id = OLD.id AND status IN ('issued', 'received')) THEN
    RAISE EXCEPTION 'a letter in force approves version %', OLD.id USING ERRCODE = 'MZ010';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER report_version_letter_in_force BEFORE UPDATE OF status ON report_version FOR EACH ROW
  WHEN (OLD.status = 'approved' AND NEW.status NOT IN ('approved', 'published')) EXECUTE FUNCTION guard_letter_in_force();
