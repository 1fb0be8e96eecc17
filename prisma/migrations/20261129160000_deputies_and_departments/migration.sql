-- A role for a whole department: for the units that the register has in it on the day somebody asks, not for a list of units.
ALTER TABLE "role_assignment" ADD COLUMN "department_id" UUID;
ALTER TABLE "role_assignment" ADD CONSTRAINT "role_assignment_district_id_department_id_fkey"
  FOREIGN KEY ("district_id", "department_id") REFERENCES "unit"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE role_assignment DROP CONSTRAINT role_assignment_unit_matches_role;
ALTER TABLE role_assignment ADD CONSTRAINT role_assignment_reach_matches_role
  CHECK (num_nonnulls(unit_id, department_id) = (role = 'preparer')::int);
DROP INDEX role_assignment_user_id_role_unit_id_key;
CREATE UNIQUE INDEX role_assignment_user_id_role_unit_id_department_id_key
  ON role_assignment (user_id, role, unit_id, department_id) NULLS NOT DISTINCT;
CREATE INDEX "unit_period_district_id_parent_id_idx" ON "unit_period"("district_id", "parent_id");

-- 代理: somebody stands in for an absent person, with some of their roles, from a day up to and including another.
CREATE TABLE "deputyship" (
    "district_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "absent_id" UUID NOT NULL,
    "deputy_id" UUID NOT NULL,
    "roles" "role"[],
    "from_day" DATE NOT NULL,
    "to_day" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "named_by" UUID NOT NULL,
    "named_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_by" UUID,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "deputyship_pkey" PRIMARY KEY ("district_id","id")
);
CREATE INDEX "deputyship_district_id_deputy_id_idx" ON "deputyship"("district_id", "deputy_id");
CREATE INDEX "deputyship_district_id_absent_id_idx" ON "deputyship"("district_id", "absent_id");
ALTER TABLE "deputyship" ADD CONSTRAINT "deputyship_district_id_absent_id_fkey"
  FOREIGN KEY ("district_id", "absent_id") REFERENCES "app_user"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "deputyship" ADD CONSTRAINT "deputyship_district_id_deputy_id_fkey"
  FOREIGN KEY ("district_id", "deputy_id") REFERENCES "app_user"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE deputyship ADD CONSTRAINT deputyship_is_another_person CHECK (absent_id <> deputy_id);
ALTER TABLE deputyship ADD CONSTRAINT deputyship_has_days CHECK (to_day BETWEEN from_day AND from_day + 365);
ALTER TABLE deputyship ADD CONSTRAINT deputyship_has_roles CHECK (coalesce(cardinality(roles), 0) > 0 AND NOT 'admin' = ANY (roles));
ALTER TABLE deputyship ADD CONSTRAINT deputyship_has_reason CHECK (length(reason) > 0);
ALTER TABLE deputyship ADD CONSTRAINT deputyship_ends_once CHECK (num_nonnulls(ended_by, ended_at) IN (0, 2));

-- What was agreed is history: it is ended, once, and nothing else about it changes (MZ002).
CREATE FUNCTION guard_deputyship() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.ended_at IS NOT NULL
    OR (OLD.district_id, OLD.id, OLD.absent_id, OLD.deputy_id, OLD.roles, OLD.from_day, OLD.to_day, OLD.reason, OLD.named_by, OLD.named_at)
      IS DISTINCT FROM (NEW.district_id, NEW.id, NEW.absent_id, NEW.deputy_id, NEW.roles, NEW.from_day, NEW.to_day, NEW.reason, NEW.named_by, NEW.named_at)
  THEN
    RAISE EXCEPTION 'deputyship % is history', OLD.id USING ERRCODE = 'MZ002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER deputyship_guard BEFORE UPDATE OR DELETE ON deputyship FOR EACH ROW EXECUTE FUNCTION guard_deputyship();
CREATE TRIGGER deputyship_no_truncate BEFORE TRUNCATE ON deputyship FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What somebody may act as on a day: their own roles, and those lent to them. Roles for a department are written out as its units of
-- the day; a unit that has ended stays with its last department. A role that is lent is the absent person's own, never one lent to them,
-- and ends with their account.
CREATE FUNCTION rights_of(in_district uuid, in_user uuid, in_day date)
  RETURNS TABLE (role "role", unit_id uuid, absent_id uuid, absent_name text, until_day date) LANGUAGE sql STABLE AS $$
  WITH held AS (
    SELECT r.role, r.unit_id, r.department_id, NULL::uuid AS absent_id, NULL::text AS absent_name, NULL::date AS until_day
    FROM role_assignment r WHERE r.district_id = in_district AND r.user_id = in_user
    UNION ALL
    SELECT r.role, r.unit_id, r.department_id, a.id, a.name, d.to_day
    FROM deputyship d
    JOIN app_user a ON a.district_id = d.district_id AND a.id = d.absent_id AND a.disabled_at IS NULL
    JOIN role_assignment r ON r.district_id = d.district_id AND r.user_id = d.absent_id AND r.role = ANY (d.roles)
    WHERE d.district_id = in_district AND d.deputy_id = in_user AND d.ended_at IS NULL AND in_day BETWEEN d.from_day AND d.to_day
  )
  SELECT role, unit_id, absent_id, absent_name, until_day FROM held WHERE department_id IS NULL
  UNION ALL
  SELECT h.role, p.unit_id, h.absent_id, h.absent_name, h.until_day
  FROM held h JOIN unit_period p ON p.district_id = in_district AND p.parent_id = h.department_id AND p.level = 'unit'
  WHERE coalesce(p.valid_from <= in_day, true)
    AND (coalesce(in_day < p.valid_to, true)
      OR NOT EXISTS (SELECT FROM unit_period later WHERE later.unit_id = p.unit_id AND later.valid_from >= p.valid_to))
$$;

-- Whom somebody acted for; NULL: for themselves.
ALTER TABLE "audit_event" ADD COLUMN "on_behalf_of" UUID, ADD COLUMN "on_behalf_of_name" TEXT;
ALTER TABLE "workflow_event" ADD COLUMN "on_behalf_of" UUID;
ALTER TABLE "report_version" ADD COLUMN "approved_for" UUID;

-- As before, and: work that a deputy did for an absent person counts as that person's, too.
CREATE OR REPLACE FUNCTION version_contributions(in_district uuid, in_version uuid) RETURNS TABLE (user_id uuid, part text) LANGUAGE sql STABLE AS $$
  WITH done (user_id, part) AS (
    SELECT by_id, CASE WHEN address LIKE 'explanation:%' THEN 'explanations' ELSE 'content' END
      FROM cell_change WHERE district_id = in_district AND version_id = in_version AND by_id IS NOT NULL
    UNION SELECT updated_by, 'content' FROM budget_line WHERE district_id = in_district AND version_id = in_version AND updated_by IS NOT NULL
    UNION SELECT updated_by, 'content' FROM text_slot WHERE district_id = in_district AND version_id = in_version AND updated_by IS NOT NULL
    UNION SELECT by_id, 'explanations' FROM finding_explanation WHERE district_id = in_district AND version_id = in_version
    UNION SELECT by_id, 'comments' FROM comment WHERE district_id = in_district AND version_id = in_version AND NOT is_from_bureau
    UNION SELECT actor_id, 'submission' FROM workflow_event WHERE district_id = in_district AND version_id = in_version AND step = 'submit'
    UNION SELECT submitted_by, 'submission' FROM report_version WHERE district_id = in_district AND id = in_version AND submitted_by IS NOT NULL
  )
  SELECT * FROM done
  UNION SELECT s.absent_id, done.part FROM done
    JOIN deputyship s ON s.district_id = in_district AND s.deputy_id = done.user_id AND 'preparer' = ANY (s.roles)
    JOIN report_version v ON v.district_id = in_district AND v.id = in_version AND v.created_at < s.to_day + 1
$$;

-- As before, and: a deputy who acts is both persons, and an approval that a deputy gave is of both.
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

  IF previous = 'approved' AND NEW.status = 'underReview' THEN
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

-- As before, and: an approval that a deputy gave is of both.
CREATE OR REPLACE FUNCTION guard_letter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.status <> 'draft' THEN
      RAISE EXCEPTION 'letter % is %', OLD.id, OLD.status USING ERRCODE = 'MZ002';
    END IF;
    RETURN OLD;
  END IF;
  IF (OLD.district_id, OLD.id, OLD.fiscal_year_id, OLD.kind, OLD.issuer_id, OLD.addressee_id)
    IS DISTINCT FROM (NEW.district_id, NEW.id, NEW.fiscal_year_id, NEW.kind, NEW.issuer_id, NEW.addressee_id) THEN
    RAISE EXCEPTION 'letter % stays whose it is', OLD.id USING ERRCODE = 'MZ002';
  END IF;
  IF OLD.status <> 'draft' AND (OLD.number, OLD.number_year, OLD.content, OLD.content_hash, OLD.issued_on, OLD.issued_by, OLD.issued_at, OLD.supersedes_id)
    IS DISTINCT FROM (NEW.number, NEW.number_year, NEW.content, NEW.content_hash, NEW.issued_on, NEW.issued_by, NEW.issued_at, NEW.supersedes_id) THEN
    RAISE EXCEPTION 'letter % is issued', OLD.id USING ERRCODE = 'MZ002';
  END IF;
  IF OLD.status <> NEW.status AND (OLD.status, NEW.status) NOT IN (
    ('draft', 'issued'), ('issued', 'received'), ('issued', 'superseded'), ('received', 'superseded'), ('issued', 'revoked'), ('received', 'revoked')
  ) THEN
    RAISE EXCEPTION 'letter % does not become % from %', OLD.id, NEW.status, OLD.status USING ERRCODE = 'MZ002';
  END IF;
  IF OLD.status = 'draft' AND NEW.status = 'issued' AND NEW.kind = 'bureauToDepartment'
    AND EXISTS (SELECT FROM district WHERE id = NEW.district_id AND separate_publisher)
    AND (NEW.issued_by = OLD.edited_by OR EXISTS (
      SELECT FROM approval_letter_report r
      JOIN report_version v ON v.district_id = r.district_id AND v.id = r.version_id
      WHERE r.district_id = NEW.district_id AND r.letter_id = NEW.id AND NEW.issued_by IN (v.approved_by, v.approved_for)
    )) THEN
    RAISE EXCEPTION 'who approved or edited letter % does not issue it', OLD.id USING ERRCODE = 'MZ005';
  END IF;
  RETURN NEW;
END $$;
