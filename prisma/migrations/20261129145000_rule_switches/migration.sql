-- A bureau may leave a rule that does not block out of a year, or give its findings another severity, with the reason that the rule book
-- of the year prints. A year without rows is judged by the rules as they are.

-- CreateEnum
CREATE TYPE "rule_change" AS ENUM ('off', 'explain', 'hint');

-- CreateTable
CREATE TABLE "rule_switch" (
    "district_id" UUID NOT NULL,
    "fiscal_year_id" UUID NOT NULL,
    "rule_id" TEXT NOT NULL,
    "change" "rule_change" NOT NULL,
    "reason" TEXT NOT NULL,
    "set_by" UUID NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rule_switch_pkey" PRIMARY KEY ("district_id","fiscal_year_id","rule_id")
);

-- AddForeignKey
ALTER TABLE "rule_switch" ADD CONSTRAINT "rule_switch_district_id_fiscal_year_id_fkey" FOREIGN KEY ("district_id", "fiscal_year_id") REFERENCES "fiscal_year"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "rule_switch" ADD CONSTRAINT "rule_switch_district_id_set_by_fkey" FOREIGN KEY ("district_id", "set_by") REFERENCES "app_user"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "rule_switch" ADD CONSTRAINT "rule_switch_has_reason" CHECK (btrim(reason) <> '');

-- The rules that a report was approved by are kept with what was approved. Until now there were no others than those of its format.
ALTER TABLE "report_approval" ADD COLUMN "rule_switches" JSONB NOT NULL DEFAULT '{}';
