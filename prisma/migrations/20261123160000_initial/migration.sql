-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "unit_level" AS ENUM ('department', 'unit');

-- CreateEnum
CREATE TYPE "unit_kind" AS ENUM ('administrative', 'civilServiceInstitution', 'institution');

-- CreateEnum
CREATE TYPE "fiscal_year_stage" AS ENUM ('open', 'closed');

-- CreateEnum
CREATE TYPE "report_scope" AS ENUM ('unit', 'department');

-- CreateEnum
CREATE TYPE "version_status" AS ENUM ('drafting', 'submitted', 'underReview', 'sentBack', 'approved', 'published');

-- CreateEnum
CREATE TYPE "measure" AS ENUM ('money', 'count');

-- CreateEnum
CREATE TYPE "anchor_kind" AS ENUM ('cell', 'sentence', 'form');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('preparer', 'reviewer', 'admin');

-- CreateTable
CREATE TABLE "district" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "district_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit" (
    "id" UUID NOT NULL,
    "district_id" UUID NOT NULL,
    "parent_id" UUID,
    "level" "unit_level" NOT NULL,
    "kind" "unit_kind" NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "is_exempt" BOOLEAN NOT NULL DEFAULT false,
    "exempt_basis" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fiscal_year" (
    "id" UUID NOT NULL,
    "district_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "table_set_id" TEXT NOT NULL,
    "catalogue_id" TEXT NOT NULL,
    "stage" "fiscal_year_stage" NOT NULL DEFAULT 'open',
    "opens_at" TIMESTAMPTZ(3) NOT NULL,
    "deadline" TIMESTAMPTZ(3) NOT NULL,
    "thresholds" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "fiscal_year_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "performance_project" (
    "district_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "funding" JSONB NOT NULL DEFAULT '[]',
    "goal" TEXT NOT NULL DEFAULT '',
    "attainment" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "performance_project_pkey" PRIMARY KEY ("district_id","version_id","id")
);

-- CreateTable
CREATE TABLE "performance_indicator" (
    "district_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "first" TEXT NOT NULL,
    "second" TEXT NOT NULL,
    "third" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "actual" TEXT NOT NULL,
    "weight" DECIMAL(7,2) NOT NULL,
    "score" DECIMAL(7,2) NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "performance_indicator_pkey" PRIMARY KEY ("district_id","version_id","project_id","position")
);

-- CreateTable
CREATE TABLE "report" (
    "district_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "fiscal_year_id" UUID NOT NULL,
    "scope" "report_scope" NOT NULL DEFAULT 'unit',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "report_pkey" PRIMARY KEY ("district_id","id")
);

-- CreateTable
CREATE TABLE "report_version" (
    "district_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "status" "version_status" NOT NULL DEFAULT 'drafting',
    "revision" INTEGER NOT NULL DEFAULT 0,
    "round" INTEGER NOT NULL DEFAULT 0,
    "content_hash" TEXT,
    "submitted_by" UUID,
    "submitted_at" TIMESTAMPTZ(3),
    "approved_by" UUID,
    "approved_at" TIMESTAMPTZ(3),
    "published_at" TIMESTAMPTZ(3),
    "correction_reason" TEXT,
    "checked_revision" INTEGER,
    "blocking_findings" INTEGER NOT NULL DEFAULT 0,
    "explain_findings" INTEGER NOT NULL DEFAULT 0,
    "hint_findings" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "report_version_pkey" PRIMARY KEY ("district_id","id")
);

-- CreateTable
CREATE TABLE "budget_line" (
    "district_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "sheet" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "fund" TEXT NOT NULL,
    "column_id" TEXT NOT NULL,
    "measure" "measure" NOT NULL,
    "amount" DECIMAL(18,2),
    "raw_input" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "is_locked" BOOLEAN NOT NULL DEFAULT false,
    "updated_by" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "budget_line_pkey" PRIMARY KEY ("district_id","version_id","sheet","subject","fund","column_id")
);

-- CreateTable
CREATE TABLE "text_slot" (
    "district_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "slot" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "updated_by" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "text_slot_pkey" PRIMARY KEY ("district_id","version_id","slot")
);

-- CreateTable
CREATE TABLE "cell_change" (
    "district_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "address" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "old_value" TEXT,
    "new_value" TEXT,
    "how" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cell_change_pkey" PRIMARY KEY ("district_id","version_id","id")
);

-- CreateTable
CREATE TABLE "finding_explanation" (
    "district_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "finding_key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "finding_explanation_pkey" PRIMARY KEY ("district_id","version_id","finding_key")
);

-- CreateTable
CREATE TABLE "comment" (
    "district_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "parent_id" UUID,
    "anchor_kind" "anchor_kind" NOT NULL,
    "anchor_id" TEXT NOT NULL,
    "anchor_label" TEXT NOT NULL DEFAULT '',
    "body" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "by_id" UUID NOT NULL,
    "is_from_bureau" BOOLEAN NOT NULL,
    "needs_answer" BOOLEAN NOT NULL DEFAULT false,
    "is_blocking" BOOLEAN NOT NULL DEFAULT false,
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "comment_pkey" PRIMARY KEY ("district_id","version_id","id")
);

-- CreateTable
CREATE TABLE "workflow_event" (
    "district_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "from_status" "version_status",
    "to_status" "version_status" NOT NULL,
    "reason" TEXT,
    "round" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    "actor_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "transaction_id" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "workflow_event_pkey" PRIMARY KEY ("district_id","version_id","id")
);

-- CreateTable
CREATE TABLE "publication" (
    "district_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "version_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "unit_code" TEXT NOT NULL,
    "unit_name" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "snapshot" JSONB NOT NULL,
    "content_hash" TEXT NOT NULL,
    "previous_hash" TEXT NOT NULL,
    "chain_hash" TEXT NOT NULL,
    "correction_reason" TEXT,
    "published_by" UUID NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "publication_pkey" PRIMARY KEY ("district_id","sequence")
);

-- CreateTable
CREATE TABLE "functional_subject" (
    "catalogue_id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "level" SMALLINT NOT NULL,
    "parent_code" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "fund" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "initials" TEXT NOT NULL,

    CONSTRAINT "functional_subject_pkey" PRIMARY KEY ("catalogue_id","code")
);

-- CreateTable
CREATE TABLE "economic_subject" (
    "catalogue_id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "level" SMALLINT NOT NULL,
    "parent_code" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "source" TEXT NOT NULL,
    "initials" TEXT NOT NULL,

    CONSTRAINT "economic_subject_pkey" PRIMARY KEY ("catalogue_id","code")
);

-- CreateTable
CREATE TABLE "app_user" (
    "id" UUID NOT NULL,
    "district_id" UUID NOT NULL,
    "username" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "must_change_password" BOOLEAN NOT NULL DEFAULT true,
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "failed_sign_ins" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "disabled_at" TIMESTAMPTZ(3),
    "last_sign_in_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_assignment" (
    "id" UUID NOT NULL,
    "district_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "unit_id" UUID,

    CONSTRAINT "role_assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "district_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "action" TEXT NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT,
    "subject_name" TEXT NOT NULL DEFAULT '',
    "address" TEXT,
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("district_id","id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "district_code_key" ON "district"("code");

-- CreateIndex
CREATE UNIQUE INDEX "unit_district_id_id_key" ON "unit"("district_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "unit_district_id_code_key" ON "unit"("district_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "fiscal_year_district_id_id_key" ON "fiscal_year"("district_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "fiscal_year_district_id_year_key" ON "fiscal_year"("district_id", "year");

-- CreateIndex
CREATE UNIQUE INDEX "performance_project_district_id_version_id_position_key" ON "performance_project"("district_id", "version_id", "position");

-- CreateIndex
CREATE INDEX "report_district_id_fiscal_year_id_idx" ON "report"("district_id", "fiscal_year_id");

-- CreateIndex
CREATE UNIQUE INDEX "report_district_id_unit_id_fiscal_year_id_key" ON "report"("district_id", "unit_id", "fiscal_year_id");

-- CreateIndex
CREATE INDEX "report_version_district_id_status_idx" ON "report_version"("district_id", "status");

-- CreateIndex
CREATE UNIQUE INDEX "report_version_district_id_report_id_number_key" ON "report_version"("district_id", "report_id", "number");

-- CreateIndex
CREATE INDEX "cell_change_district_id_version_id_address_idx" ON "cell_change"("district_id", "version_id", "address");

-- CreateIndex
CREATE INDEX "cell_change_district_id_version_id_by_id_idx" ON "cell_change"("district_id", "version_id", "by_id");

-- CreateIndex
CREATE INDEX "publication_district_id_year_unit_code_idx" ON "publication"("district_id", "year", "unit_code");

-- CreateIndex
CREATE UNIQUE INDEX "publication_district_id_version_id_key" ON "publication"("district_id", "version_id");

-- CreateIndex
CREATE UNIQUE INDEX "publication_district_id_unit_id_year_number_key" ON "publication"("district_id", "unit_id", "year", "number");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_username_key" ON "app_user"("username");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_district_id_id_key" ON "app_user"("district_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "role_assignment_user_id_role_unit_id_key" ON "role_assignment"("user_id", "role", "unit_id");

-- CreateIndex
CREATE INDEX "audit_event_district_id_at_idx" ON "audit_event"("district_id", "at" DESC);

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_district_id_parent_id_fkey" FOREIGN KEY ("district_id", "parent_id") REFERENCES "unit"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "fiscal_year" ADD CONSTRAINT "fiscal_year_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "performance_project" ADD CONSTRAINT "performance_project_district_id_version_id_fkey" FOREIGN KEY ("district_id", "version_id") REFERENCES "report_version"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "performance_indicator" ADD CONSTRAINT "performance_indicator_district_id_version_id_project_id_fkey" FOREIGN KEY ("district_id", "version_id", "project_id") REFERENCES "performance_project"("district_id", "version_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_district_id_unit_id_fkey" FOREIGN KEY ("district_id", "unit_id") REFERENCES "unit"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_district_id_fiscal_year_id_fkey" FOREIGN KEY ("district_id", "fiscal_year_id") REFERENCES "fiscal_year"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "report_version" ADD CONSTRAINT "report_version_district_id_report_id_fkey" FOREIGN KEY ("district_id", "report_id") REFERENCES "report"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "budget_line" ADD CONSTRAINT "budget_line_district_id_version_id_fkey" FOREIGN KEY ("district_id", "version_id") REFERENCES "report_version"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "text_slot" ADD CONSTRAINT "text_slot_district_id_version_id_fkey" FOREIGN KEY ("district_id", "version_id") REFERENCES "report_version"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "cell_change" ADD CONSTRAINT "cell_change_district_id_version_id_fkey" FOREIGN KEY ("district_id", "version_id") REFERENCES "report_version"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "finding_explanation" ADD CONSTRAINT "finding_explanation_district_id_version_id_fkey" FOREIGN KEY ("district_id", "version_id") REFERENCES "report_version"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "comment" ADD CONSTRAINT "comment_district_id_version_id_fkey" FOREIGN KEY ("district_id", "version_id") REFERENCES "report_version"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "comment" ADD CONSTRAINT "comment_district_id_version_id_parent_id_fkey" FOREIGN KEY ("district_id", "version_id", "parent_id") REFERENCES "comment"("district_id", "version_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "workflow_event" ADD CONSTRAINT "workflow_event_district_id_version_id_fkey" FOREIGN KEY ("district_id", "version_id") REFERENCES "report_version"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "publication" ADD CONSTRAINT "publication_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "publication" ADD CONSTRAINT "publication_district_id_version_id_fkey" FOREIGN KEY ("district_id", "version_id") REFERENCES "report_version"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "app_user" ADD CONSTRAINT "app_user_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_assignment" ADD CONSTRAINT "role_assignment_district_id_user_id_fkey" FOREIGN KEY ("district_id", "user_id") REFERENCES "app_user"("district_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "role_assignment" ADD CONSTRAINT "role_assignment_district_id_unit_id_fkey" FOREIGN KEY ("district_id", "unit_id") REFERENCES "unit"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

