-- 审核要点: what a district makes of them for a year, what reviewers answer, and who signs for it (docs/decisions/0130).
ALTER TABLE "fiscal_year" ADD COLUMN "demands_sign_offs" BOOLEAN NOT NULL DEFAULT false;

CREATE TABLE "review_point_change" (
    "district_id" UUID NOT NULL,
    "fiscal_year_id" UUID NOT NULL,
    "point_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "is_off" BOOLEAN NOT NULL,
    "question" TEXT,
    "area" TEXT,
    "kinds" TEXT[],
    "by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "review_point_change_pkey" PRIMARY KEY ("district_id","fiscal_year_id","point_id","number")
);
ALTER TABLE "review_point_change" ADD CONSTRAINT "review_point_change_district_id_fiscal_year_id_fkey"
  FOREIGN KEY ("district_id", "fiscal_year_id") REFERENCES "fiscal_year"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "review_point_change" ADD CONSTRAINT "review_point_change_district_id_by_id_fkey"
  FOREIGN KEY ("district_id", "by_id") REFERENCES "app_user"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "review_point_change" ADD CONSTRAINT review_point_change_numbers CHECK (number >= 1);
CREATE TRIGGER review_point_change_append_only BEFORE UPDATE OR DELETE ON review_point_change FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER review_point_change_no_truncate BEFORE TRUNCATE ON review_point_change FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TYPE "point_answer" AS ENUM ('passed', 'problem', 'notApplicable');
CREATE TABLE "review_point_answer" (
    "district_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "point_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "answer" "point_answer" NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "bureau_note" TEXT NOT NULL DEFAULT '',
    "comment_id" UUID,
    "cited" JSONB NOT NULL,
    "by_id" UUID NOT NULL,
    "on_behalf_of" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "review_point_answer_pkey" PRIMARY KEY ("district_id","version_id","point_id","number")
);
ALTER TABLE "review_point_answer" ADD CONSTRAINT "review_point_answer_district_id_version_id_fkey"
  FOREIGN KEY ("district_id", "version_id") REFERENCES "report_version"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "review_point_answer" ADD CONSTRAINT "review_point_answer_district_id_by_id_fkey"
  FOREIGN KEY ("district_id", "by_id") REFERENCES "app_user"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "review_point_answer" ADD CONSTRAINT review_point_answer_numbers CHECK (number >= 1);
ALTER TABLE "review_point_answer" ADD CONSTRAINT review_point_answer_cites CHECK (jsonb_typeof(cited) = 'object');
CREATE TRIGGER review_point_answer_append_only BEFORE UPDATE OR DELETE ON review_point_answer FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER review_point_answer_no_truncate BEFORE TRUNCATE ON review_point_answer FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TYPE "sign_off_role" AS ENUM ('first', 'second');
CREATE TABLE "review_sign_off" (
    "district_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "role" "sign_off_role" NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "answers" JSONB NOT NULL,
    "content_hash" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "on_behalf_of" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "review_sign_off_pkey" PRIMARY KEY ("district_id","version_id","id")
);
ALTER TABLE "review_sign_off" ADD CONSTRAINT "review_sign_off_district_id_version_id_fkey"
  FOREIGN KEY ("district_id", "version_id") REFERENCES "report_version"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "review_sign_off" ADD CONSTRAINT "review_sign_off_district_id_by_id_fkey"
  FOREIGN KEY ("district_id", "by_id") REFERENCES "app_user"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE TRIGGER review_sign_off_append_only BEFORE UPDATE OR DELETE ON review_sign_off FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER review_sign_off_no_truncate BEFORE TRUNCATE ON review_sign_off FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
