-- Search over what is published: what a report is found by, taken from its snapshot, and what a unit is found by. All of it is derived;
-- a job (kind searchIndex) fills it for the publications that there are. Trigrams ignore Chinese under the C locale of the database that
-- comes with the application: texts are found by pairs of neighbouring signs.

-- CreateTable
CREATE TABLE "unit_alias" (
    "district_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "alias" TEXT NOT NULL,
    "added_by" UUID NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "unit_alias_pkey" PRIMARY KEY ("district_id","unit_id","alias")
);

-- CreateTable
CREATE TABLE "search_unit" (
    "district_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "names" TEXT NOT NULL,
    "codes" TEXT NOT NULL,
    "sounds" TEXT NOT NULL,

    CONSTRAINT "search_unit_pkey" PRIMARY KEY ("district_id","unit_id")
);

-- CreateTable
CREATE TABLE "search_report" (
    "id" SERIAL NOT NULL,
    "district_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "unit_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "unit_code" TEXT NOT NULL,
    "unit_name" TEXT NOT NULL,
    "unit_kind" "unit_kind" NOT NULL,
    "department_id" UUID,
    "department_code" TEXT,
    "department_name" TEXT,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "index_version" SMALLINT NOT NULL,

    CONSTRAINT "search_report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "search_subject" (
    "code" TEXT NOT NULL,
    "report_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "fen" BIGINT,
    "place" TEXT NOT NULL,

    CONSTRAINT "search_subject_pkey" PRIMARY KEY ("report_id","code")
);

-- CreateTable
CREATE TABLE "search_subject_name" (
    "district_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "initials" TEXT NOT NULL,

    CONSTRAINT "search_subject_name_pkey" PRIMARY KEY ("district_id","code","name")
);

-- CreateTable
CREATE TABLE "search_amount" (
    "fen" BIGINT NOT NULL,
    "report_id" INTEGER NOT NULL,
    "label" TEXT NOT NULL,
    "place" TEXT NOT NULL,

    CONSTRAINT "search_amount_pkey" PRIMARY KEY ("fen","report_id")
);

-- CreateTable
CREATE TABLE "search_text" (
    "report_id" INTEGER NOT NULL,
    "position" SMALLINT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "pairs" TEXT[],

    CONSTRAINT "search_text_pkey" PRIMARY KEY ("report_id","position")
);

-- CreateIndex
CREATE INDEX "search_report_district_id_year_idx" ON "search_report"("district_id", "year");

-- CreateIndex
CREATE INDEX "search_report_district_id_department_code_year_idx" ON "search_report"("district_id", "department_code", "year");

-- CreateIndex
CREATE INDEX "search_report_department_id_idx" ON "search_report"("department_id");

-- CreateIndex
CREATE INDEX "search_report_district_id_sequence_idx" ON "search_report"("district_id", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "search_report_district_id_unit_id_year_key" ON "search_report"("district_id", "unit_id", "year");

-- CreateIndex
CREATE INDEX "search_subject_code_report_id_fen_idx" ON "search_subject"("code", "report_id", "fen");

-- CreateIndex
CREATE INDEX "search_amount_report_id_idx" ON "search_amount"("report_id");

-- CreateIndex
CREATE INDEX "search_text_pairs_idx" ON "search_text" USING GIN ("pairs");

-- AddForeignKey
ALTER TABLE "unit_alias" ADD CONSTRAINT "unit_alias_district_id_unit_id_fkey" FOREIGN KEY ("district_id", "unit_id") REFERENCES "unit"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "unit_alias" ADD CONSTRAINT "unit_alias_district_id_added_by_fkey" FOREIGN KEY ("district_id", "added_by") REFERENCES "app_user"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "search_unit" ADD CONSTRAINT "search_unit_district_id_unit_id_fkey" FOREIGN KEY ("district_id", "unit_id") REFERENCES "unit"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "search_report" ADD CONSTRAINT "search_report_district_id_sequence_fkey" FOREIGN KEY ("district_id", "sequence") REFERENCES "publication"("district_id", "sequence") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "search_subject" ADD CONSTRAINT "search_subject_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "search_report"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "search_amount" ADD CONSTRAINT "search_amount_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "search_report"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "search_text" ADD CONSTRAINT "search_text_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "search_report"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

ALTER TABLE "unit_alias" ADD CONSTRAINT "unit_alias_says_something" CHECK (btrim(alias) <> '');

-- Many distinct pairs a text and few texts a report: without a list of pending entries a search never reads one.
ALTER INDEX "search_text_pairs_idx" SET (fastupdate = off);
