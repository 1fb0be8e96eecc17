-- CreateTable
CREATE TABLE "grant_statement" (
    "district_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "file_name" TEXT NOT NULL,
    "uploaded_by" UUID NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "grant_statement_pkey" PRIMARY KEY ("district_id","year","number")
);

-- CreateTable
CREATE TABLE "grant_line" (
    "district_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "unit_id" UUID NOT NULL,
    "fund" TEXT NOT NULL,
    "item" TEXT NOT NULL,
    "amount" DECIMAL(18,2) NOT NULL,

    CONSTRAINT "grant_line_pkey" PRIMARY KEY ("district_id","year","number","unit_id","fund","item")
);

-- CreateIndex
CREATE INDEX "grant_line_district_id_unit_id_idx" ON "grant_line"("district_id", "unit_id");

-- AddForeignKey
ALTER TABLE "grant_line" ADD CONSTRAINT "grant_line_district_id_year_number_fkey" FOREIGN KEY ("district_id", "year", "number") REFERENCES "grant_statement"("district_id", "year", "number") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "grant_line" ADD CONSTRAINT "grant_line_district_id_unit_id_fkey" FOREIGN KEY ("district_id", "unit_id") REFERENCES "unit"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- A statement is written once; a later one takes its place, and what it said stays.
CREATE TRIGGER grant_statement_append_only BEFORE UPDATE OR DELETE ON grant_statement FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER grant_line_append_only BEFORE UPDATE OR DELETE ON grant_line FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER grant_statement_no_truncate BEFORE TRUNCATE ON grant_statement FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER grant_line_no_truncate BEFORE TRUNCATE ON grant_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
