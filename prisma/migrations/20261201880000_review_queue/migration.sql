-- Who of the bureau reviews a unit's report of a year. Without a row nobody has it.
CREATE TABLE "review_assignment" (
    "district_id" UUID NOT NULL,
    "fiscal_year_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "reviewer_id" UUID NOT NULL,
    "assigned_by" UUID NOT NULL,
    "assigned_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "review_assignment_pkey" PRIMARY KEY ("district_id","fiscal_year_id","unit_id")
);
CREATE INDEX "review_assignment_district_id_reviewer_id_idx" ON "review_assignment"("district_id", "reviewer_id");
ALTER TABLE "review_assignment" ADD CONSTRAINT "review_assignment_district_id_fiscal_year_id_fkey"
  FOREIGN KEY ("district_id", "fiscal_year_id") REFERENCES "fiscal_year"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "review_assignment" ADD CONSTRAINT "review_assignment_district_id_unit_id_fkey"
  FOREIGN KEY ("district_id", "unit_id") REFERENCES "unit"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "review_assignment" ADD CONSTRAINT "review_assignment_district_id_reviewer_id_fkey"
  FOREIGN KEY ("district_id", "reviewer_id") REFERENCES "app_user"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "review_assignment" ADD CONSTRAINT "review_assignment_district_id_assigned_by_fkey"
  FOREIGN KEY ("district_id", "assigned_by") REFERENCES "app_user"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE TRIGGER review_assignment_no_truncate BEFORE TRUNCATE ON review_assignment
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- When a person last looked at the queue of a year, and the visit before that: what happened after it is new to them.
CREATE TABLE "queue_visit" (
    "district_id" UUID NOT NULL,
    "fiscal_year_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "queue_visit_pkey" PRIMARY KEY ("district_id","fiscal_year_id","user_id")
);
ALTER TABLE "queue_visit" ADD CONSTRAINT "queue_visit_district_id_fiscal_year_id_fkey"
  FOREIGN KEY ("district_id", "fiscal_year_id") REFERENCES "fiscal_year"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "queue_visit" ADD CONSTRAINT "queue_visit_district_id_user_id_fkey"
  FOREIGN KEY ("district_id", "user_id") REFERENCES "app_user"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE TRIGGER queue_visit_no_truncate BEFORE TRUNCATE ON queue_visit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What happened since a moment is found without reading all that ever happened.
CREATE INDEX "workflow_event_district_id_at_idx" ON "workflow_event"("district_id", "at");
CREATE INDEX "comment_district_id_created_at_idx" ON "comment"("district_id", "created_at");
-- Threads that nobody has closed, of all reports at once. Prisma's schema has no word for an index of some rows.
CREATE INDEX comment_open ON comment (district_id, version_id) WHERE parent_id IS NULL AND resolved_at IS NULL AND kind <> 'note';
