-- CreateTable
CREATE TABLE "settled_transfer" (
    "district_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "payer_id" UUID NOT NULL,
    "receiver_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "paid" DECIMAL(18,2),
    "received" DECIMAL(18,2),
    "document_number" TEXT NOT NULL,
    "document_date" DATE NOT NULL,
    "basis" TEXT NOT NULL,
    "settled_by" UUID NOT NULL,
    "settled_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "settled_transfer_pkey" PRIMARY KEY ("district_id","id")
);

-- CreateIndex
CREATE INDEX "settled_transfer_district_id_year_payer_id_idx" ON "settled_transfer"("district_id", "year", "payer_id");

-- CreateIndex
CREATE INDEX "settled_transfer_district_id_year_receiver_id_idx" ON "settled_transfer"("district_id", "year", "receiver_id");

-- AddForeignKey
ALTER TABLE "settled_transfer" ADD CONSTRAINT "settled_transfer_district_id_payer_id_fkey" FOREIGN KEY ("district_id", "payer_id") REFERENCES "unit"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "settled_transfer" ADD CONSTRAINT "settled_transfer_district_id_receiver_id_fkey" FOREIGN KEY ("district_id", "receiver_id") REFERENCES "unit"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "settled_transfer" ADD CONSTRAINT "settled_transfer_district_id_settled_by_fkey" FOREIGN KEY ("district_id", "settled_by") REFERENCES "app_user"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- A difference is settled by a unit pair, not by a unit with itself; one that was settled otherwise is settled anew.
ALTER TABLE settled_transfer ADD CONSTRAINT settled_transfer_of_two CHECK (payer_id <> receiver_id);
CREATE TRIGGER settled_transfer_append_only BEFORE UPDATE OR DELETE ON settled_transfer FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER settled_transfer_no_truncate BEFORE TRUNCATE ON settled_transfer FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What others state of a unit is asked on every page of its report: by the unit that they name, not by their version.
CREATE INDEX budget_line_counterpart ON budget_line (district_id, split_part(subject, '.', 2)) WHERE sheet = 'counterparts';
