-- CreateTable
CREATE TABLE "fact_address" (
    "id" SERIAL NOT NULL,
    "sheet" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "fund" TEXT NOT NULL,
    "column_id" TEXT NOT NULL,
    "measure" TEXT NOT NULL,

    CONSTRAINT "fact_address_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "published_account" (
    "district_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "unit_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "unit_code" TEXT NOT NULL,
    "unit_name" TEXT NOT NULL,
    "kind" "unit_kind" NOT NULL,
    "department_id" UUID,
    "department_code" TEXT,
    "department_name" TEXT,
    "table_set_id" TEXT NOT NULL,
    "edition" INTEGER NOT NULL,

    CONSTRAINT "published_account_pkey" PRIMARY KEY ("district_id","year","unit_id")
);

-- CreateTable
CREATE TABLE "published_line" (
    "district_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "unit_id" UUID NOT NULL,
    "address_id" INTEGER NOT NULL,
    "amount" BIGINT NOT NULL,

    CONSTRAINT "published_line_pkey" PRIMARY KEY ("district_id","year","unit_id","address_id")
);

-- CreateTable
CREATE TABLE "published_sum" (
    "district_id" UUID NOT NULL,
    "scope_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "address_id" INTEGER NOT NULL,
    "amount" BIGINT NOT NULL,
    "units" INTEGER NOT NULL,

    CONSTRAINT "published_sum_pkey" PRIMARY KEY ("district_id","scope_id","year","address_id")
);

-- CreateTable
CREATE TABLE "published_figure" (
    "district_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "unit_id" UUID NOT NULL,
    "figure" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "place" TEXT,

    CONSTRAINT "published_figure_pkey" PRIMARY KEY ("district_id","year","unit_id","figure")
);

-- CreateIndex
CREATE UNIQUE INDEX "fact_address_sheet_subject_fund_column_id_measure_key" ON "fact_address"("sheet", "subject", "fund", "column_id", "measure");

-- CreateIndex
CREATE INDEX "published_account_district_id_year_department_id_idx" ON "published_account"("district_id", "year", "department_id");

-- CreateIndex
CREATE INDEX "published_account_district_id_unit_id_year_idx" ON "published_account"("district_id", "unit_id", "year");

-- CreateIndex
CREATE UNIQUE INDEX "published_account_district_id_sequence_key" ON "published_account"("district_id", "sequence");

-- CreateIndex
CREATE INDEX "published_line_by_address" ON "published_line"("district_id", "year", "address_id", "amount" DESC);

-- CreateIndex
CREATE INDEX "published_figure_ranked" ON "published_figure"("district_id", "year", "figure", "amount" DESC);

-- AddForeignKey
ALTER TABLE "published_account" ADD CONSTRAINT "published_account_district_id_sequence_fkey" FOREIGN KEY ("district_id", "sequence") REFERENCES "publication"("district_id", "sequence") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "published_line" ADD CONSTRAINT "published_line_district_id_year_unit_id_fkey" FOREIGN KEY ("district_id", "year", "unit_id") REFERENCES "published_account"("district_id", "year", "unit_id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "published_line" ADD CONSTRAINT "published_line_address_id_fkey" FOREIGN KEY ("address_id") REFERENCES "fact_address"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "published_sum" ADD CONSTRAINT "published_sum_address_id_fkey" FOREIGN KEY ("address_id") REFERENCES "fact_address"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "published_figure" ADD CONSTRAINT "published_figure_district_id_year_unit_id_fkey" FOREIGN KEY ("district_id", "year", "unit_id") REFERENCES "published_account"("district_id", "year", "unit_id") ON DELETE CASCADE ON UPDATE RESTRICT;
