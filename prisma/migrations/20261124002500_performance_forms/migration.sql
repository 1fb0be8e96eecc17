-- AlterTable
ALTER TABLE "performance_project" ADD COLUMN     "execution_score" DECIMAL(7,2),
ADD COLUMN     "implementer" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "low_score_plan" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "phone" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "stated_score" DECIMAL(7,2),
ADD COLUMN     "supervisor" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "performance_indicator" ADD COLUMN     "band" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "direction" TEXT NOT NULL DEFAULT 'qualitative',
ADD COLUMN     "unit" TEXT NOT NULL DEFAULT '',
ALTER COLUMN "score" DROP NOT NULL;

-- CreateTable
CREATE TABLE "key_evaluation" (
    "district_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "content" JSONB NOT NULL,

    CONSTRAINT "key_evaluation_pkey" PRIMARY KEY ("district_id","version_id","position")
);

-- AddForeignKey
ALTER TABLE "key_evaluation" ADD CONSTRAINT "key_evaluation_district_id_version_id_fkey" FOREIGN KEY ("district_id", "version_id") REFERENCES "report_version"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE performance_indicator ADD CONSTRAINT performance_indicator_direction CHECK (direction IN ('atLeast', 'moreThan', 'atMost', 'lessThan', 'equals', 'range', 'qualitative'));
ALTER TABLE performance_indicator ADD CONSTRAINT performance_indicator_band CHECK (band IN ('', 'attained', 'partlyAttained', 'notAttained'));
ALTER TABLE key_evaluation ADD CONSTRAINT key_evaluation_is_object CHECK (jsonb_typeof(content) = 'object');
-- Like all content, written only while the version is in the unit's hands.
CREATE TRIGGER key_evaluation_guard BEFORE INSERT OR UPDATE OR DELETE ON key_evaluation FOR EACH ROW EXECUTE FUNCTION guard_version_content();
