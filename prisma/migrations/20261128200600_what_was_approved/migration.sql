-- Who approves does not publish, unless the district has said otherwise. Existing districts begin with it, too.
ALTER TABLE "district" ADD COLUMN     "separate_publisher" BOOLEAN NOT NULL DEFAULT true;

-- What a person knew to be open and went on with.
ALTER TABLE "workflow_event" ADD COLUMN     "confirmed" JSONB NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "report_approval" (
    "district_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "snapshot" JSONB NOT NULL,
    "content_hash" TEXT NOT NULL,
    "inputs_hash" TEXT NOT NULL,
    "approved_by" UUID NOT NULL,
    "approved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "report_approval_pkey" PRIMARY KEY ("district_id","version_id","round")
);

-- AddForeignKey
ALTER TABLE "report_approval" ADD CONSTRAINT "report_approval_district_id_version_id_fkey" FOREIGN KEY ("district_id", "version_id") REFERENCES "report_version"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What was approved stays what it was; a later round has a row of its own.
CREATE TRIGGER report_approval_append_only BEFORE UPDATE OR DELETE ON report_approval FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER report_approval_no_truncate BEFORE TRUNCATE ON report_approval FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION guard_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM report_version WHERE district_id = NEW.district_id AND id = NEW.version_id AND status = 'underReview' AND round = NEW.round
  ) THEN
    RAISE EXCEPTION 'version % is not under review in round %', NEW.version_id, NEW.round USING ERRCODE = 'MZ004';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER report_approval_guard BEFORE INSERT ON report_approval FOR EACH ROW EXECUTE FUNCTION guard_approval();

-- An explanation keeps one author; its history keeps all of them, under the address explanation:<finding>.
CREATE FUNCTION record_explanation() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  in_address text := 'explanation:' || NEW.finding_key;
  before text := NULL;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    before := OLD.text;
  END IF;
  INSERT INTO cell_change (district_id, version_id, address, revision, old_value, new_value, how, by_id, at)
    SELECT NEW.district_id, NEW.version_id, in_address, coalesce(max(revision), 0) + 1, before, NEW.text, 'typed', NEW.by_id, NEW.at
    FROM cell_change WHERE district_id = NEW.district_id AND version_id = NEW.version_id AND address = in_address;
  RETURN NULL;
END $$;

CREATE TRIGGER finding_explanation_history AFTER INSERT OR UPDATE ON finding_explanation FOR EACH ROW EXECUTE FUNCTION record_explanation();

-- Everybody whose work is in a version, and what it is: figures and texts as they stand and as they once stood (forms and
-- imports are among them), explanations, what was written for the unit in comments, submissions.
CREATE FUNCTION version_contributions(in_district uuid, in_version uuid) RETURNS TABLE (user_id uuid, part text) LANGUAGE sql STABLE AS $$
  SELECT by_id, CASE WHEN address LIKE 'explanation:%' THEN 'explanations' ELSE 'content' END
    FROM cell_change WHERE district_id = in_district AND version_id = in_version AND by_id IS NOT NULL
  UNION SELECT updated_by, 'content' FROM budget_line WHERE district_id = in_district AND version_id = in_version AND updated_by IS NOT NULL
  UNION SELECT updated_by, 'content' FROM text_slot WHERE district_id = in_district AND version_id = in_version AND updated_by IS NOT NULL
  UNION SELECT by_id, 'explanations' FROM finding_explanation WHERE district_id = in_district AND version_id = in_version
  UNION SELECT by_id, 'comments' FROM comment WHERE district_id = in_district AND version_id = in_version AND NOT is_from_bureau
  UNION SELECT actor_id, 'submission' FROM workflow_event WHERE district_id = in_district AND version_id = in_version AND step = 'submit'
  UNION SELECT submitted_by, 'submission' FROM report_version WHERE district_id = in_district AND id = in_version AND submitted_by IS NOT NULL
$$;

CREATE OR REPLACE FUNCTION require_workflow_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  previous version_status;
  acted_by uuid;
  approval_hash text;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    previous := OLD.status;
  ELSIF NEW.status <> 'drafting' THEN
    RAISE EXCEPTION 'a version begins as drafting' USING ERRCODE = 'MZ004';
  END IF;

  SELECT actor_id INTO acted_by FROM workflow_event
    WHERE district_id = NEW.district_id AND version_id = NEW.id
      AND from_status IS NOT DISTINCT FROM previous AND to_status = NEW.status
      AND transaction_id = pg_current_xact_id()::text::bigint
    LIMIT 1;
  IF acted_by IS NULL THEN
    RAISE EXCEPTION 'version % became % without its event', NEW.id, NEW.status USING ERRCODE = 'MZ004';
  END IF;

  IF NEW.status IN ('approved', 'published')
    AND EXISTS (SELECT FROM version_contributions(NEW.district_id, NEW.id) AS contribution WHERE contribution.user_id = acted_by) THEN
    RAISE EXCEPTION 'who worked on version % cannot decide on it', NEW.id USING ERRCODE = 'MZ005';
  END IF;

  IF NEW.status = 'published' AND acted_by = NEW.approved_by
    AND EXISTS (SELECT FROM district WHERE id = NEW.district_id AND separate_publisher) THEN
    RAISE EXCEPTION 'who approved version % does not publish it', NEW.id USING ERRCODE = 'MZ005';
  END IF;

  -- Approvals of before this migration have no row; they cannot be had any more.
  SELECT content_hash INTO approval_hash FROM report_approval
    WHERE district_id = NEW.district_id AND version_id = NEW.id AND round = NEW.round;
  IF NEW.status = 'approved' AND approval_hash IS DISTINCT FROM NEW.content_hash THEN
    RAISE EXCEPTION 'version % became approved without what was approved', NEW.id USING ERRCODE = 'MZ004';
  END IF;

  IF NEW.status = 'published' AND NOT EXISTS (
    SELECT FROM publication
      WHERE district_id = NEW.district_id AND version_id = NEW.id AND (approval_hash IS NULL OR content_hash = approval_hash)
  ) THEN
    RAISE EXCEPTION 'version % became published without its publication, or not as it was approved', NEW.id USING ERRCODE = 'MZ004';
  END IF;
  RETURN NULL;
END $$;
