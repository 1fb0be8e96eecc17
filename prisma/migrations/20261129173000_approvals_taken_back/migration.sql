-- As before, and: who approved does not send the report back either, where the district separates approval and publication.
CREATE OR REPLACE FUNCTION require_workflow_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  previous version_status;
  acted_by uuid;
  acted_for uuid;
  approval_hash text;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    previous := OLD.status;
  ELSIF NEW.status <> 'drafting' THEN
    RAISE EXCEPTION 'a version begins as drafting' USING ERRCODE = 'MZ004';
  END IF;

  SELECT actor_id, on_behalf_of INTO acted_by, acted_for FROM workflow_event
    WHERE district_id = NEW.district_id AND version_id = NEW.id
      AND from_status IS NOT DISTINCT FROM previous AND to_status = NEW.status
      AND transaction_id = pg_current_xact_id()::text::bigint
    LIMIT 1;
  IF acted_by IS NULL THEN
    RAISE EXCEPTION 'version % became % without its event', NEW.id, NEW.status USING ERRCODE = 'MZ004';
  END IF;

  IF NEW.status IN ('approved', 'published')
    AND EXISTS (SELECT FROM version_contributions(NEW.district_id, NEW.id) AS contribution WHERE contribution.user_id IN (acted_by, acted_for)) THEN
    RAISE EXCEPTION 'who worked on version % cannot decide on it', NEW.id USING ERRCODE = 'MZ005';
  END IF;

  IF NEW.status = 'published' AND (acted_by IN (NEW.approved_by, NEW.approved_for) OR acted_for IN (NEW.approved_by, NEW.approved_for))
    AND EXISTS (SELECT FROM district WHERE id = NEW.district_id AND separate_publisher) THEN
    RAISE EXCEPTION 'who approved version % does not publish it', NEW.id USING ERRCODE = 'MZ005';
  END IF;

  IF previous = 'approved' AND (NEW.status = 'underReview'
    OR (NEW.status = 'sentBack' AND EXISTS (SELECT FROM district WHERE id = NEW.district_id AND separate_publisher))) THEN
    IF acted_by IN (OLD.approved_by, OLD.approved_for) OR acted_for IN (OLD.approved_by, OLD.approved_for) THEN
      RAISE EXCEPTION 'who approved version % does not withdraw the approval', NEW.id USING ERRCODE = 'MZ005';
    END IF;
  END IF;

  -- Approvals of before they were kept have no row; they cannot be had any more.
  SELECT content_hash INTO approval_hash FROM report_approval
    WHERE district_id = NEW.district_id AND version_id = NEW.id AND round = NEW.round
    ORDER BY number DESC LIMIT 1;
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
