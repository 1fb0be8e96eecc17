-- CreateEnum
CREATE TYPE "letter_kind" AS ENUM ('bureauToDepartment', 'departmentToUnit');

-- CreateEnum
CREATE TYPE "letter_status" AS ENUM ('draft', 'issued', 'received', 'superseded', 'revoked');

-- CreateTable
CREATE TABLE "letter_template" (
    "district_id" UUID NOT NULL,
    "kind" "letter_kind" NOT NULL,
    "content" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "updated_by" UUID NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "letter_template_pkey" PRIMARY KEY ("district_id","kind")
);

-- CreateTable
CREATE TABLE "approval_letter" (
    "district_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "fiscal_year_id" UUID NOT NULL,
    "kind" "letter_kind" NOT NULL,
    "issuer_id" UUID,
    "addressee_id" UUID NOT NULL,
    "number" TEXT,
    "number_year" INTEGER NOT NULL,
    "status" "letter_status" NOT NULL DEFAULT 'draft',
    "content" JSONB NOT NULL,
    "content_hash" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "edited_by" UUID NOT NULL,
    "edited_at" TIMESTAMPTZ(3) NOT NULL,
    "issued_on" DATE,
    "issued_by" UUID,
    "issued_at" TIMESTAMPTZ(3),
    "received_on" DATE,
    "received_by" UUID,
    "received_at" TIMESTAMPTZ(3),
    "revoked_by" UUID,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_reason" TEXT,
    "supersedes_id" UUID,
    "follows_id" UUID,

    CONSTRAINT "approval_letter_pkey" PRIMARY KEY ("district_id","id")
);

-- CreateTable
CREATE TABLE "approval_letter_report" (
    "district_id" UUID NOT NULL,
    "letter_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "kind" "letter_kind" NOT NULL,
    "content_hash" TEXT NOT NULL,
    "status" "letter_status" NOT NULL DEFAULT 'draft',

    CONSTRAINT "approval_letter_report_pkey" PRIMARY KEY ("district_id","letter_id","version_id")
);

-- CreateIndex
CREATE INDEX "approval_letter_district_id_fiscal_year_id_idx" ON "approval_letter"("district_id", "fiscal_year_id");

-- CreateIndex
CREATE INDEX "approval_letter_district_id_addressee_id_idx" ON "approval_letter"("district_id", "addressee_id");

-- CreateIndex
CREATE INDEX "approval_letter_report_district_id_version_id_idx" ON "approval_letter_report"("district_id", "version_id");

-- AddForeignKey
ALTER TABLE "letter_template" ADD CONSTRAINT "letter_template_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval_letter" ADD CONSTRAINT "approval_letter_district_id_fiscal_year_id_fkey" FOREIGN KEY ("district_id", "fiscal_year_id") REFERENCES "fiscal_year"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "approval_letter" ADD CONSTRAINT "approval_letter_district_id_issuer_id_fkey" FOREIGN KEY ("district_id", "issuer_id") REFERENCES "unit"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "approval_letter" ADD CONSTRAINT "approval_letter_district_id_addressee_id_fkey" FOREIGN KEY ("district_id", "addressee_id") REFERENCES "unit"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "approval_letter" ADD CONSTRAINT "approval_letter_district_id_supersedes_id_fkey" FOREIGN KEY ("district_id", "supersedes_id") REFERENCES "approval_letter"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "approval_letter" ADD CONSTRAINT "approval_letter_district_id_follows_id_fkey" FOREIGN KEY ("district_id", "follows_id") REFERENCES "approval_letter"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "approval_letter_report" ADD CONSTRAINT "approval_letter_report_district_id_letter_id_fkey" FOREIGN KEY ("district_id", "letter_id") REFERENCES "approval_letter"("district_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "approval_letter_report" ADD CONSTRAINT "approval_letter_report_district_id_version_id_fkey" FOREIGN KEY ("district_id", "version_id") REFERENCES "report_version"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- A number is used once by an issuer in a calendar year, also where its letter was replaced or revoked.
CREATE UNIQUE INDEX approval_letter_number ON approval_letter (district_id, coalesce(issuer_id, '00000000-0000-0000-0000-000000000000'::uuid), number_year, number)
  WHERE number IS NOT NULL;

-- Two who draft or issue at once: of a report there is one draft and one letter in force of each kind.
CREATE UNIQUE INDEX approval_letter_one_draft ON approval_letter_report (district_id, kind, report_id) WHERE status = 'draft';
CREATE UNIQUE INDEX approval_letter_one_in_force ON approval_letter_report (district_id, kind, report_id) WHERE status IN ('issued', 'received');

-- A letter is replaced once.
CREATE UNIQUE INDEX approval_letter_one_successor ON approval_letter (district_id, supersedes_id) WHERE supersedes_id IS NOT NULL;

ALTER TABLE approval_letter ADD CONSTRAINT approval_letter_is_dated CHECK (
  CASE status
    WHEN 'draft' THEN num_nonnulls(content_hash, issued_on, issued_by, issued_at, received_on) = 0
    WHEN 'received' THEN num_nulls(number, content_hash, issued_on, issued_by, issued_at, received_on, received_by, received_at) = 0
    ELSE num_nulls(number, content_hash, issued_on, issued_by, issued_at) = 0
  END
);
ALTER TABLE approval_letter ADD CONSTRAINT approval_letter_is_received_after_issue CHECK (received_on IS NULL OR received_on >= issued_on);
ALTER TABLE approval_letter ADD CONSTRAINT approval_letter_number_is_of_its_year CHECK (issued_on IS NULL OR extract(year FROM issued_on) = number_year);
ALTER TABLE approval_letter ADD CONSTRAINT approval_letter_is_revoked_with_reason CHECK (
  (status = 'revoked') = (revoked_reason IS NOT NULL) AND num_nulls(revoked_by, revoked_at, revoked_reason) IN (0, 3)
);
ALTER TABLE approval_letter ADD CONSTRAINT approval_letter_has_issuer CHECK ((kind = 'departmentToUnit') = (issuer_id IS NOT NULL));

-- What a letter says is fixed from its issue on, and its status goes one way. With separate publication, who issues the bureau's letter is
-- neither who approved one of its reports nor who edited it last.
CREATE FUNCTION guard_letter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.status <> 'draft' THEN
      RAISE EXCEPTION 'letter % is %', OLD.id, OLD.status USING ERRCODE = 'MZ002';
    END IF;
    RETURN OLD;
  END IF;
  IF (OLD.district_id, OLD.id, OLD.fiscal_year_id, OLD.kind, OLD.issuer_id, OLD.addressee_id)
    IS DISTINCT FROM (NEW.district_id, NEW.id, NEW.fiscal_year_id, NEW.kind, NEW.issuer_id, NEW.addressee_id) THEN
    RAISE EXCEPTION 'letter % stays whose it is', OLD.id USING ERRCODE = 'MZ002';
  END IF;
  IF OLD.status <> 'draft' AND (OLD.number, OLD.number_year, OLD.content, OLD.content_hash, OLD.issued_on, OLD.issued_by, OLD.issued_at, OLD.supersedes_id)
    IS DISTINCT FROM (NEW.number, NEW.number_year, NEW.content, NEW.content_hash, NEW.issued_on, NEW.issued_by, NEW.issued_at, NEW.supersedes_id) THEN
    RAISE EXCEPTION 'letter % is issued', OLD.id USING ERRCODE = 'MZ002';
  END IF;
  IF OLD.status <> NEW.status AND (OLD.status, NEW.status) NOT IN (
    ('draft', 'issued'), ('issued', 'received'), ('issued', 'superseded'), ('received', 'superseded'), ('issued', 'revoked'), ('received', 'revoked')
  ) THEN
    RAISE EXCEPTION 'letter % does not become % from %', OLD.id, NEW.status, OLD.status USING ERRCODE = 'MZ002';
  END IF;
  IF OLD.status = 'draft' AND NEW.status = 'issued' AND NEW.kind = 'bureauToDepartment'
    AND EXISTS (SELECT FROM district WHERE id = NEW.district_id AND separate_publisher)
    AND (NEW.issued_by = OLD.edited_by OR EXISTS (
      SELECT FROM approval_letter_report r
      JOIN report_version v ON v.district_id = r.district_id AND v.id = r.version_id
      WHERE r.district_id = NEW.district_id AND r.letter_id = NEW.id AND v.approved_by = NEW.issued_by
    )) THEN
    RAISE EXCEPTION 'who approved or edited letter % does not issue it', OLD.id USING ERRCODE = 'MZ005';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER approval_letter_guard BEFORE UPDATE OR DELETE ON approval_letter FOR EACH ROW EXECUTE FUNCTION guard_letter();
CREATE TRIGGER approval_letter_no_truncate BEFORE TRUNCATE ON approval_letter FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION follow_letter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE approval_letter_report SET status = NEW.status WHERE district_id = NEW.district_id AND letter_id = NEW.id;
  RETURN NULL;
END $$;

CREATE TRIGGER approval_letter_reports_follow AFTER UPDATE OF status ON approval_letter FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION follow_letter();

-- The reports of a letter are written with its draft and are gone with it; their status is the letter's.
CREATE FUNCTION guard_letter_report() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  letter_status letter_status;
BEGIN
  SELECT status INTO letter_status FROM approval_letter
    WHERE district_id = coalesce(NEW.district_id, OLD.district_id) AND id = coalesce(NEW.letter_id, OLD.letter_id);
  IF TG_OP = 'DELETE' THEN
    -- Of a deleted draft: its row is gone already.
    IF letter_status IS NOT NULL AND letter_status <> 'draft' THEN
      RAISE EXCEPTION 'letter % is %', OLD.letter_id, letter_status USING ERRCODE = 'MZ002';
    END IF;
    RETURN OLD;
  END IF;
  IF NEW.status IS DISTINCT FROM letter_status THEN
    RAISE EXCEPTION 'a report of letter % has the status of the letter', NEW.letter_id USING ERRCODE = 'MZ002';
  END IF;
  IF TG_OP = 'INSERT' AND letter_status <> 'draft' THEN
    RAISE EXCEPTION 'letter % is %', NEW.letter_id, letter_status USING ERRCODE = 'MZ002';
  END IF;
  IF TG_OP = 'UPDATE' AND (OLD.letter_id, OLD.version_id, OLD.report_id, OLD.kind, OLD.content_hash)
    IS DISTINCT FROM (NEW.letter_id, NEW.version_id, NEW.report_id, NEW.kind, NEW.content_hash) THEN
    RAISE EXCEPTION 'what letter % approves stays', NEW.letter_id USING ERRCODE = 'MZ002';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER approval_letter_report_guard BEFORE INSERT OR UPDATE OR DELETE ON approval_letter_report FOR EACH ROW EXECUTE FUNCTION guard_letter_report();
CREATE TRIGGER approval_letter_report_no_truncate BEFORE TRUNCATE ON approval_letter_report FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
