-- CreateEnum
CREATE TYPE "comment_kind" AS ENUM ('review', 'question', 'note');

-- AlterTable
ALTER TABLE "comment" ADD COLUMN     "kind" "comment_kind" NOT NULL DEFAULT 'review';

-- CreateTable
CREATE TABLE "mention" (
    "district_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "comment_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "mention_pkey" PRIMARY KEY ("district_id","version_id","comment_id","user_id")
);

-- CreateIndex
CREATE INDEX "mention_district_id_user_id_created_at_idx" ON "mention"("district_id", "user_id", "created_at" DESC);

-- AddForeignKey
ALTER TABLE "mention" ADD CONSTRAINT "mention_district_id_version_id_comment_id_fkey" FOREIGN KEY ("district_id", "version_id", "comment_id") REFERENCES "comment"("district_id", "version_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "mention" ADD CONSTRAINT "mention_district_id_user_id_fkey" FOREIGN KEY ("district_id", "user_id") REFERENCES "app_user"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- A 审核意见 is begun by the bureau, everything else by the unit; only a 审核意见 holds up a step; a 单位备注 stays in the unit.
ALTER TABLE comment ADD CONSTRAINT comment_kind_has_its_side CHECK (parent_id IS NOT NULL OR (kind = 'review') = is_from_bureau);
ALTER TABLE comment ADD CONSTRAINT comment_only_review_holds_up CHECK (kind = 'review' OR NOT (needs_answer OR is_blocking));
ALTER TABLE comment ADD CONSTRAINT comment_note_stays_in_the_unit CHECK (kind <> 'note' OR NOT is_from_bureau);
