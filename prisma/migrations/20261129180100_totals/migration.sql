-- CreateEnum
CREATE TYPE "adjustment_kind" AS ENUM ('onBehalf', 'adjustment');

-- CreateEnum
CREATE TYPE "adjustment_state" AS ENUM ('proposed', 'approved', 'withdrawn');

-- CreateEnum
CREATE TYPE "total_scope" AS ENUM ('own', 'department', 'district');

-- CreateTable
CREATE TABLE "total_adjustment" (
    "district_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "department_id" UUID,
    "kind" "adjustment_kind" NOT NULL,
    "basis" TEXT NOT NULL,
    "document_number" TEXT NOT NULL,
    "document_date" DATE NOT NULL,
    "state" "adjustment_state" NOT NULL DEFAULT 'proposed',
    "proposed_by" UUID NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "total_adjustment_pkey" PRIMARY KEY ("district_id","id")
);

-- CreateTable
CREATE TABLE "total_adjustment_line" (
    "district_id" UUID NOT NULL,
    "adjustment_id" UUID NOT NULL,
    "sheet" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "fund" TEXT NOT NULL,
    "column_id" TEXT NOT NULL,
    "measure" "measure" NOT NULL,
    "amount" DECIMAL(18,2) NOT NULL,

    CONSTRAINT "total_adjustment_line_pkey" PRIMARY KEY ("district_id","adjustment_id","sheet","subject","fund","column_id")
);

-- CreateTable
CREATE TABLE "total" (
    "district_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "scope" "total_scope" NOT NULL,
    "department_id" UUID,
    "basis" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "content_hash" TEXT NOT NULL,
    "made_by" UUID,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "frozen_by" UUID,
    "frozen_at" TIMESTAMPTZ(3),

    CONSTRAINT "total_pkey" PRIMARY KEY ("district_id","id")
);

-- CreateTable
CREATE TABLE "total_part" (
    "district_id" UUID NOT NULL,
    "total_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "content_hash" TEXT NOT NULL,

    CONSTRAINT "total_part_pkey" PRIMARY KEY ("district_id","total_id","unit_id")
);

-- CreateIndex
CREATE INDEX "total_adjustment_district_id_year_idx" ON "total_adjustment"("district_id", "year");

-- CreateIndex
CREATE INDEX "total_district_id_year_scope_department_id_basis_made_at_idx" ON "total"("district_id", "year", "scope", "department_id", "basis", "made_at");

-- AddForeignKey
ALTER TABLE "total_adjustment" ADD CONSTRAINT "total_adjustment_district_id_department_id_fkey" FOREIGN KEY ("district_id", "department_id") REFERENCES "unit"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "total_adjustment" ADD CONSTRAINT "total_adjustment_district_id_proposed_by_fkey" FOREIGN KEY ("district_id", "proposed_by") REFERENCES "app_user"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "total_adjustment" ADD CONSTRAINT "total_adjustment_district_id_decided_by_fkey" FOREIGN KEY ("district_id", "decided_by") REFERENCES "app_user"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "total_adjustment_line" ADD CONSTRAINT "total_adjustment_line_district_id_adjustment_id_fkey" FOREIGN KEY ("district_id", "adjustment_id") REFERENCES "total_adjustment"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "total" ADD CONSTRAINT "total_district_id_department_id_fkey" FOREIGN KEY ("district_id", "department_id") REFERENCES "unit"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "total" ADD CONSTRAINT "total_district_id_made_by_fkey" FOREIGN KEY ("district_id", "made_by") REFERENCES "app_user"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "total" ADD CONSTRAINT "total_district_id_frozen_by_fkey" FOREIGN KEY ("district_id", "frozen_by") REFERENCES "app_user"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "total_part" ADD CONSTRAINT "total_part_district_id_total_id_fkey" FOREIGN KEY ("district_id", "total_id") REFERENCES "total"("district_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "total_part" ADD CONSTRAINT "total_part_district_id_unit_id_fkey" FOREIGN KEY ("district_id", "unit_id") REFERENCES "unit"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Four eyes: whoever proposes an adjustment or makes a total does not approve it.
ALTER TABLE total_adjustment ADD CONSTRAINT total_adjustment_four_eyes
  CHECK (state <> 'approved' OR (decided_by IS NOT NULL AND decided_by <> proposed_by));
ALTER TABLE total ADD CONSTRAINT total_four_eyes
  CHECK (frozen_by IS NULL OR (made_by IS NOT NULL AND frozen_by <> made_by));
ALTER TABLE total ADD CONSTRAINT total_frozen_is_approved CHECK (frozen_by IS NULL OR basis = 'approved');
ALTER TABLE total ADD CONSTRAINT total_of_department CHECK ((scope = 'district') = (department_id IS NULL));

-- What an adjustment says is written once; only its state moves: proposed, then approved, and withdrawn from either.
CREATE FUNCTION keep_adjustment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.district_id, NEW.id, NEW.year, NEW.department_id, NEW.kind, NEW.basis, NEW.document_number, NEW.document_date, NEW.proposed_by, NEW.proposed_at)
     IS DISTINCT FROM
     (OLD.district_id, OLD.id, OLD.year, OLD.department_id, OLD.kind, OLD.basis, OLD.document_number, OLD.document_date, OLD.proposed_by, OLD.proposed_at)
     OR NOT (OLD.state = 'proposed' AND NEW.state IN ('approved', 'withdrawn') OR OLD.state = 'approved' AND NEW.state = 'withdrawn') THEN
    RAISE EXCEPTION 'an adjustment is not changed' USING ERRCODE = 'MZ002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER total_adjustment_kept BEFORE UPDATE ON total_adjustment FOR EACH ROW EXECUTE FUNCTION keep_adjustment();
CREATE TRIGGER total_adjustment_no_delete BEFORE DELETE ON total_adjustment FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER total_adjustment_line_append_only BEFORE UPDATE OR DELETE ON total_adjustment_line FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A frozen total stays as it is; of another one only the approval is written, and a newer one may take its place.
CREATE FUNCTION keep_total() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.frozen_by IS NOT NULL OR (TG_OP = 'UPDATE' AND
     (NEW.district_id, NEW.id, NEW.year, NEW.scope, NEW.department_id, NEW.basis, NEW.content, NEW.content_hash, NEW.made_by, NEW.made_at)
     IS DISTINCT FROM
     (OLD.district_id, OLD.id, OLD.year, OLD.scope, OLD.department_id, OLD.basis, OLD.content, OLD.content_hash, OLD.made_by, OLD.made_at)) THEN
    RAISE EXCEPTION 'a total is not changed' USING ERRCODE = 'MZ002';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER total_kept BEFORE UPDATE OR DELETE ON total FOR EACH ROW EXECUTE FUNCTION keep_total();
CREATE TRIGGER total_part_no_update BEFORE UPDATE ON total_part FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE FUNCTION keep_total_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM total WHERE district_id = OLD.district_id AND id = OLD.total_id AND frozen_by IS NOT NULL) THEN
    RAISE EXCEPTION 'a total is not changed' USING ERRCODE = 'MZ002';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER total_part_kept BEFORE DELETE ON total_part FOR EACH ROW EXECUTE FUNCTION keep_total_part();
