-- Findings of the last run of the checks by the part of the report that they are about. NULL: the run was made before this was kept.
ALTER TABLE "report_version" ADD COLUMN "checked_parts" JSONB;
