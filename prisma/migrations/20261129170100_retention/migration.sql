-- What a file held, and what the items of a job were made of, is emptied after a span (lib/background/retention.ts). The rows stay as record:
-- who brought in what, when, and how it ended.
ALTER TABLE list_import ADD COLUMN "emptied_at" TIMESTAMPTZ(3);
ALTER TABLE background_job ADD COLUMN "emptied_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX list_import_not_emptied ON list_import (read_at) WHERE emptied_at IS NULL;
CREATE INDEX background_job_not_emptied ON background_job (ended_at) WHERE emptied_at IS NULL;

CREATE OR REPLACE FUNCTION guard_list_import() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.emptied_at IS NOT NULL THEN
    RAISE EXCEPTION 'import % is kept as it is', OLD.id USING ERRCODE = 'MZ002';
  END IF;
  IF (NEW.district_id, NEW.id, NEW.kind, NEW.file_name, NEW.catalogue_id, NEW.read_by, NEW.read_at)
    IS DISTINCT FROM (OLD.district_id, OLD.id, OLD.kind, OLD.file_name, OLD.catalogue_id, OLD.read_by, OLD.read_at) THEN
    RAISE EXCEPTION 'import % was read otherwise', OLD.id USING ERRCODE = 'MZ002';
  END IF;
  IF NEW.emptied_at IS NOT NULL THEN
    -- The counts of what was applied stay; its lines, and the people who were new, go with the file's rows.
    IF NEW.sheets <> '[]' OR (NEW.job_id, NEW.applied_by, NEW.applied_at, NEW.result - 'lines' - 'questions' - 'created' - 'counts')
      IS DISTINCT FROM (OLD.job_id, OLD.applied_by, OLD.applied_at, OLD.result - 'lines' - 'questions' - 'created' - 'counts') THEN
      RAISE EXCEPTION 'import % is emptied and not changed', OLD.id USING ERRCODE = 'MZ002';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.applied_at IS NOT NULL THEN
    RAISE EXCEPTION 'import % is kept as it is', OLD.id USING ERRCODE = 'MZ002';
  END IF;
  IF NEW.sheets IS DISTINCT FROM OLD.sheets THEN
    RAISE EXCEPTION 'import % was read otherwise', OLD.id USING ERRCODE = 'MZ002';
  END IF;
  RETURN NEW;
END $$;

-- Of an item with an outcome nothing changes but that its input is emptied, with that of its whole job.
CREATE OR REPLACE FUNCTION guard_job_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.state <> 'waiting' AND NEW.input = '{}' AND to_jsonb(NEW) - 'input' = to_jsonb(OLD) - 'input'
    AND EXISTS (SELECT FROM background_job WHERE district_id = OLD.district_id AND id = OLD.job_id AND emptied_at IS NOT NULL) THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' OR OLD.state <> 'waiting' THEN
    RAISE EXCEPTION 'item % of job % is %', OLD.position, OLD.job_id, OLD.state USING ERRCODE = 'MZ002';
  END IF;
  RETURN NEW;
END $$;
