-- What the place of a comment said when it was written. NULL: on the whole report, or of before this was kept.
ALTER TABLE "comment" ADD COLUMN "anchor_said" TEXT;

-- What somebody has looked at: a part of a version, or one change in it, as it was then. A mark is written over by the next.
CREATE TABLE "seen_mark" (
    "district_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "part" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "seen_mark_pkey" PRIMARY KEY ("district_id","version_id","user_id","part")
);
ALTER TABLE "seen_mark" ADD CONSTRAINT "seen_mark_district_id_version_id_fkey"
  FOREIGN KEY ("district_id", "version_id") REFERENCES "report_version"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "seen_mark" ADD CONSTRAINT "seen_mark_district_id_user_id_fkey"
  FOREIGN KEY ("district_id", "user_id") REFERENCES "app_user"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE TRIGGER seen_mark_no_truncate BEFORE TRUNCATE ON seen_mark FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
