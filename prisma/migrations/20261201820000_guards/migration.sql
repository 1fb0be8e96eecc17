-- What a role that may write could still do: each is refused now, with the SQLSTATE of its kind (lib/platform/database-refusals.ts).

-- No table is emptied ------------------------------------------------------------------------------------------------

DO $$
DECLARE
  named record;
BEGIN
  FOR named IN
    SELECT c.oid, n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname IN ('public', 'pgboss') AND c.relkind IN ('r', 'p') AND c.relname <> '_prisma_migrations'
      AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal AND t.tgtype & 32 > 0)
  LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I.%I FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change()',
      left(named.relname, 51) || '_no_truncate', named.nspname, named.relname);
  END LOOP;
END $$;

-- Who did what with a version changes with its step only ----------------------------------------------------------------

-- The transaction that gave a version its status; set by a trigger, whatever is given.
ALTER TABLE report_version ADD COLUMN "status_transaction" BIGINT NOT NULL DEFAULT 0;

CREATE FUNCTION stamp_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.status_transaction := pg_current_xact_id()::text::bigint;
  RETURN NEW;
END $$;
CREATE TRIGGER report_version_transaction BEFORE INSERT ON report_version FOR EACH ROW EXECUTE FUNCTION stamp_version();

CREATE OR REPLACE FUNCTION guard_version_identity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.district_id, OLD.id, OLD.report_id, OLD.number, OLD.correction_reason, OLD.created_at)
    IS DISTINCT FROM (NEW.district_id, NEW.id, NEW.report_id, NEW.number, NEW.correction_reason, NEW.created_at) THEN
    RAISE EXCEPTION 'the identity of a version never changes' USING ERRCODE = 'MZ006';
  END IF;
  IF OLD.status = 'published' THEN
    RAISE EXCEPTION 'version % is published', OLD.id USING ERRCODE = 'MZ006';
  END IF;
  IF NEW.revision < OLD.revision OR NEW.revision > OLD.revision AND OLD.status NOT IN ('drafting', 'sentBack') THEN
    RAISE EXCEPTION 'the revision of version % goes up with its content', OLD.id USING ERRCODE = 'MZ006';
  END IF;
  NEW.status_transaction := CASE WHEN NEW.status = OLD.status THEN OLD.status_transaction ELSE pg_current_xact_id()::text::bigint END;
  IF (OLD.submitted_by, OLD.submitted_at, OLD.round) IS DISTINCT FROM (NEW.submitted_by, NEW.submitted_at, NEW.round)
      AND (NEW.status = OLD.status OR NEW.status <> 'submitted')
    OR (OLD.approved_by, OLD.approved_for, OLD.approved_at) IS DISTINCT FROM (NEW.approved_by, NEW.approved_for, NEW.approved_at)
      AND (NEW.status = OLD.status OR 'approved' NOT IN (OLD.status, NEW.status) OR NEW.status = 'published')
    OR OLD.content_hash IS DISTINCT FROM NEW.content_hash AND (NEW.status = OLD.status OR 'approved' NOT IN (OLD.status, NEW.status))
    OR OLD.published_at IS DISTINCT FROM NEW.published_at AND NEW.status <> 'published' THEN
    RAISE EXCEPTION 'who submitted and decided on version %, and on what, is written with the step', OLD.id USING ERRCODE = 'MZ006';
  END IF;
  RETURN NEW;
END $$;

-- The steps of lib/domain/report/lifecycle.ts.
CREATE FUNCTION is_step(in_step text, in_from version_status, in_to version_status) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT EXISTS (SELECT FROM (VALUES
    ('open', NULL, 'drafting'),
    ('correct', NULL, 'drafting'),
    ('submit', 'drafting', 'submitted'),
    ('submit', 'sentBack', 'submitted'),
    ('withdraw', 'submitted', 'drafting'),
    ('beginReview', 'submitted', 'underReview'),
    ('sendBack', 'submitted', 'sentBack'),
    ('sendBack', 'underReview', 'sentBack'),
    ('sendBack', 'approved', 'sentBack'),
    ('approve', 'underReview', 'approved'),
    ('withdrawApproval', 'approved', 'underReview'),
    ('publish', 'approved', 'published')
  ) AS known (step, before, after)
  WHERE known.step = in_step AND known.before IS NOT DISTINCT FROM in_from::text AND known.after = in_to::text)
$$;

-- As before, and: the step is one of the life of a report; what the version says of it is what the event says; what is published is
-- what was approved, to the letter.
CREATE OR REPLACE FUNCTION require_workflow_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  previous version_status;
  acted_by uuid;
  acted_for uuid;
  acted_step text;
  approval report_approval%ROWTYPE;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    previous := OLD.status;
  ELSIF NEW.status <> 'drafting' THEN
    RAISE EXCEPTION 'a version begins as drafting' USING ERRCODE = 'MZ004';
  END IF;

  SELECT actor_id, on_behalf_of, step INTO acted_by, acted_for, acted_step FROM workflow_event
    WHERE district_id = NEW.district_id AND version_id = NEW.id
      AND from_status IS NOT DISTINCT FROM previous AND to_status = NEW.status
      AND transaction_id = pg_current_xact_id()::text::bigint
    LIMIT 1;
  IF acted_by IS NULL THEN
    RAISE EXCEPTION 'version % became % without its event', NEW.id, NEW.status USING ERRCODE = 'MZ004';
  END IF;
  IF NOT is_step(acted_step, previous, NEW.status) THEN
    RAISE EXCEPTION 'no step % leads version % from % to %', acted_step, NEW.id, previous, NEW.status USING ERRCODE = 'MZ004';
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

  IF NEW.status = 'submitted' AND NEW.submitted_by IS DISTINCT FROM acted_by
    OR NEW.status = 'approved' AND (NEW.approved_by, NEW.approved_for) IS DISTINCT FROM (acted_by, acted_for) THEN
    RAISE EXCEPTION 'version % became % by another person than its event says', NEW.id, NEW.status USING ERRCODE = 'MZ004';
  END IF;

  SELECT * INTO approval FROM report_approval
    WHERE district_id = NEW.district_id AND version_id = NEW.id AND round = NEW.round
    ORDER BY number DESC LIMIT 1;
  IF NEW.status = 'approved' AND (approval.content_hash IS NULL OR approval.content_hash IS DISTINCT FROM NEW.content_hash
    OR approval.approved_by IS DISTINCT FROM acted_by) THEN
    RAISE EXCEPTION 'version % became approved without what was approved', NEW.id USING ERRCODE = 'MZ004';
  END IF;

  -- Approvals of before they were kept have no row; they cannot be had any more.
  IF NEW.status = 'published' AND NOT EXISTS (
    SELECT FROM publication p
      WHERE p.district_id = NEW.district_id AND p.version_id = NEW.id AND p.published_by = acted_by AND p.content_hash = NEW.content_hash
        AND (approval.content_hash IS NULL OR (p.content_hash = approval.content_hash AND p.snapshot = approval.snapshot))
  ) THEN
    RAISE EXCEPTION 'version % became published without its publication, or not as it was approved', NEW.id USING ERRCODE = 'MZ004';
  END IF;
  RETURN NULL;
END $$;

-- An event tells a step that was taken: alone, and in its own transaction.
CREATE FUNCTION require_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM report_version WHERE district_id = NEW.district_id AND id = NEW.version_id
      AND status = NEW.to_status AND status_transaction = NEW.transaction_id
  ) OR EXISTS (
    SELECT FROM workflow_event WHERE district_id = NEW.district_id AND version_id = NEW.version_id
      AND transaction_id = NEW.transaction_id AND id <> NEW.id
  ) THEN
    RAISE EXCEPTION 'version % did not become %', NEW.version_id, NEW.to_status USING ERRCODE = 'MZ004';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER workflow_event_of_step AFTER INSERT ON workflow_event
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_step();

-- What was approved is written when it is approved.
CREATE FUNCTION require_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM report_version WHERE district_id = NEW.district_id AND id = NEW.version_id
      AND status = 'approved' AND content_hash = NEW.content_hash AND status_transaction = pg_current_xact_id()::text::bigint
  ) THEN
    RAISE EXCEPTION 'version % was not approved', NEW.version_id USING ERRCODE = 'MZ004';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER report_approval_of_step AFTER INSERT ON report_approval
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_approval();

-- A publication is of a version that is published with it, under the names of that version.
CREATE FUNCTION require_published_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM report_version v
      JOIN report r ON r.district_id = v.district_id AND r.id = v.report_id
      JOIN fiscal_year y ON y.district_id = r.district_id AND y.id = r.fiscal_year_id
    WHERE v.district_id = NEW.district_id AND v.id = NEW.version_id AND v.status = 'published'
      AND (v.content_hash, v.number, r.unit_id, r.scope, y.year) = (NEW.content_hash, NEW.number, NEW.unit_id, NEW.scope, NEW.year)
  ) THEN
    RAISE EXCEPTION 'publication % is of no version that is published', NEW.sequence USING ERRCODE = 'MZ004';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER publication_of_version AFTER INSERT ON publication
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_published_version();

-- Whose a report is, and which year a year is, never changes.
CREATE FUNCTION keep_identity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what % is never changes', TG_TABLE_NAME USING ERRCODE = 'MZ006';
END $$;
CREATE TRIGGER report_kept BEFORE UPDATE ON report FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION keep_identity();
CREATE TRIGGER report_no_delete BEFORE DELETE ON report FOR EACH ROW EXECUTE FUNCTION keep_identity();
CREATE TRIGGER report_version_no_delete BEFORE DELETE ON report_version FOR EACH ROW EXECUTE FUNCTION keep_identity();
CREATE TRIGGER fiscal_year_kept BEFORE UPDATE ON fiscal_year FOR EACH ROW
  WHEN ((OLD.id, OLD.district_id, OLD.year) IS DISTINCT FROM (NEW.id, NEW.district_id, NEW.year)) EXECUTE FUNCTION keep_identity();
CREATE TRIGGER fiscal_year_no_delete BEFORE DELETE ON fiscal_year FOR EACH ROW EXECUTE FUNCTION keep_identity();

-- What somebody wrote stays as they wrote it -------------------------------------------------------------------------------

-- Of a comment only whether it is resolved is written later, of a mention only when it was read; and nothing on a published version.
CREATE FUNCTION guard_comment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'comment % stays', OLD.id USING ERRCODE = 'MZ002';
  END IF;
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - ARRAY['resolved_at', 'resolved_by'] IS DISTINCT FROM to_jsonb(OLD) - ARRAY['resolved_at', 'resolved_by'] THEN
    RAISE EXCEPTION 'comment % stays as it was written', OLD.id USING ERRCODE = 'MZ002';
  END IF;
  IF EXISTS (SELECT FROM report_version WHERE district_id = NEW.district_id AND id = NEW.version_id AND status = 'published') THEN
    RAISE EXCEPTION 'version % is published', NEW.version_id USING ERRCODE = 'MZ006';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER comment_guard BEFORE INSERT OR UPDATE OR DELETE ON comment FOR EACH ROW EXECUTE FUNCTION guard_comment();
CREATE TRIGGER mention_kept BEFORE UPDATE ON mention FOR EACH ROW
  WHEN ((OLD.district_id, OLD.version_id, OLD.comment_id, OLD.user_id, OLD.created_at)
    IS DISTINCT FROM (NEW.district_id, NEW.version_id, NEW.comment_id, NEW.user_id, NEW.created_at)) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER mention_no_delete BEFORE DELETE ON mention FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- An explanation is judged while the bureau has the report.
CREATE FUNCTION guard_verdict() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  current_status version_status;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'the verdict on % stays', OLD.finding_key USING ERRCODE = 'MZ002';
  END IF;
  IF TG_OP = 'UPDATE' AND (OLD.district_id, OLD.version_id, OLD.finding_key) IS DISTINCT FROM (NEW.district_id, NEW.version_id, NEW.finding_key) THEN
    RAISE EXCEPTION 'a verdict cannot move' USING ERRCODE = 'MZ001';
  END IF;
  SELECT status INTO current_status FROM report_version WHERE district_id = NEW.district_id AND id = NEW.version_id FOR SHARE;
  IF current_status NOT IN ('submitted', 'underReview') THEN
    RAISE EXCEPTION 'version % is %', NEW.version_id, current_status USING ERRCODE = 'MZ001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER explanation_verdict_guard BEFORE INSERT OR UPDATE OR DELETE ON explanation_verdict FOR EACH ROW EXECUTE FUNCTION guard_verdict();

-- Decisions begin open ---------------------------------------------------------------------------------------------------------

-- A letter begins as a draft; from its issue on a step writes what belongs to the step.
CREATE FUNCTION guard_letter_steps() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  written text[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'draft' THEN
      RAISE EXCEPTION 'letter % begins as a draft', NEW.id USING ERRCODE = 'MZ002';
    END IF;
    RETURN NEW;
  END IF;
  written := CASE WHEN NEW.status = OLD.status THEN ARRAY[]::text[]
    WHEN NEW.status = 'received' THEN ARRAY['status', 'received_on', 'received_by', 'received_at']
    WHEN NEW.status = 'revoked' THEN ARRAY['status', 'revoked_by', 'revoked_at', 'revoked_reason', 'revoked_number', 'revoked_on']
    ELSE ARRAY['status'] END;
  IF OLD.status <> 'draft' AND to_jsonb(NEW) - written IS DISTINCT FROM to_jsonb(OLD) - written THEN
    RAISE EXCEPTION 'letter % is %', OLD.id, OLD.status USING ERRCODE = 'MZ002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER approval_letter_steps BEFORE INSERT OR UPDATE ON approval_letter FOR EACH ROW EXECUTE FUNCTION guard_letter_steps();

-- A total and an adjustment are decided after they were made; what they consist of is written in the transaction that makes them.
CREATE FUNCTION guard_new_total() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF num_nonnulls(NEW.frozen_by, NEW.frozen_at, NEW.returned_by, NEW.returned_at, NEW.return_reason) > 0 THEN
    RAISE EXCEPTION 'total % is decided after it was made', NEW.id USING ERRCODE = 'MZ002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER total_begins_open BEFORE INSERT ON total FOR EACH ROW EXECUTE FUNCTION guard_new_total();

CREATE FUNCTION guard_new_adjustment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> 'proposed' OR num_nonnulls(NEW.decided_by, NEW.decided_at, NEW.withdrawal_asked_by, NEW.withdrawal_asked_at, NEW.withdrawal_reason) > 0 THEN
    RAISE EXCEPTION 'adjustment % is decided after it was proposed', NEW.id USING ERRCODE = 'MZ002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER total_adjustment_begins_open BEFORE INSERT ON total_adjustment FOR EACH ROW EXECUTE FUNCTION guard_new_adjustment();

-- Which transaction made a total or proposed an adjustment; set by a trigger, whatever is given, and never again: `xmin` is that of
-- the last change of the row as well.
ALTER TABLE total ADD COLUMN "transaction_id" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE total_adjustment ADD COLUMN "transaction_id" BIGINT NOT NULL DEFAULT 0;
CREATE TRIGGER total_transaction BEFORE INSERT ON total FOR EACH ROW EXECUTE FUNCTION stamp_transaction();
CREATE TRIGGER total_adjustment_transaction BEFORE INSERT ON total_adjustment FOR EACH ROW EXECUTE FUNCTION stamp_transaction();
CREATE TRIGGER total_transaction_kept BEFORE UPDATE ON total FOR EACH ROW
  WHEN (NEW.transaction_id IS DISTINCT FROM OLD.transaction_id) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER total_adjustment_transaction_kept BEFORE UPDATE ON total_adjustment FOR EACH ROW
  WHEN (NEW.transaction_id IS DISTINCT FROM OLD.transaction_id) EXECUTE FUNCTION refuse_change();

CREATE FUNCTION guard_new_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM total WHERE district_id = NEW.district_id AND id = NEW.total_id AND transaction_id = pg_current_xact_id()::text::bigint) THEN
    RAISE EXCEPTION 'total % was made before', NEW.total_id USING ERRCODE = 'MZ002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER total_part_made_with_total BEFORE INSERT ON total_part FOR EACH ROW EXECUTE FUNCTION guard_new_part();

CREATE FUNCTION guard_new_adjustment_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM total_adjustment WHERE district_id = NEW.district_id AND id = NEW.adjustment_id
      AND transaction_id = pg_current_xact_id()::text::bigint) THEN
    RAISE EXCEPTION 'adjustment % was proposed before', NEW.adjustment_id USING ERRCODE = 'MZ002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER total_adjustment_line_made_with_it BEFORE INSERT ON total_adjustment_line FOR EACH ROW EXECUTE FUNCTION guard_new_adjustment_line();

-- A decision of the congress is corrected one revision at a time and never deleted.
CREATE TRIGGER congress_approval_corrected BEFORE UPDATE ON congress_approval FOR EACH ROW
  WHEN (NEW.revision IS DISTINCT FROM OLD.revision + 1 OR (OLD.district_id, OLD.fiscal_year_id) IS DISTINCT FROM (NEW.district_id, NEW.fiscal_year_id))
  EXECUTE FUNCTION refuse_change();
CREATE TRIGGER congress_approval_no_delete BEFORE DELETE ON congress_approval FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Published figures are made from a publication and removed with it; nobody changes one, nor what its number stands for.
CREATE TRIGGER published_account_no_update BEFORE UPDATE ON published_account FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER published_line_no_update BEFORE UPDATE ON published_line FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER published_figure_no_update BEFORE UPDATE ON published_figure FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fact_address_append_only BEFORE UPDATE OR DELETE ON fact_address FOR EACH ROW EXECUTE FUNCTION refuse_change();
