-- AlterTable
ALTER TABLE "total" ADD COLUMN     "return_reason" TEXT,
ADD COLUMN     "returned_at" TIMESTAMPTZ(3),
ADD COLUMN     "returned_by" UUID;

-- AlterTable
ALTER TABLE "total_adjustment" ADD COLUMN     "withdrawal_asked_at" TIMESTAMPTZ(3),
ADD COLUMN     "withdrawal_asked_by" UUID,
ADD COLUMN     "withdrawal_reason" TEXT;

-- AddForeignKey
ALTER TABLE "total_adjustment" ADD CONSTRAINT "total_adjustment_district_id_withdrawal_asked_by_fkey" FOREIGN KEY ("district_id", "withdrawal_asked_by") REFERENCES "app_user"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "total" ADD CONSTRAINT "total_district_id_returned_by_fkey" FOREIGN KEY ("district_id", "returned_by") REFERENCES "app_user"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Withdrawing what counts in a total takes two people: one asks with a reason, another one confirms.
ALTER TABLE total_adjustment ADD CONSTRAINT total_adjustment_withdrawal_whole
  CHECK (num_nonnulls(withdrawal_asked_by, withdrawal_asked_at, withdrawal_reason) IN (0, 3));

-- What an adjustment says is written once; its state moves: proposed, then approved, and withdrawn from either; and while it is approved, a
-- withdrawal is asked for or not any more.
CREATE OR REPLACE FUNCTION keep_adjustment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  asks_alike boolean := (NEW.withdrawal_asked_by, NEW.withdrawal_asked_at, NEW.withdrawal_reason)
    IS NOT DISTINCT FROM (OLD.withdrawal_asked_by, OLD.withdrawal_asked_at, OLD.withdrawal_reason);
BEGIN
  IF (NEW.district_id, NEW.id, NEW.year, NEW.department_id, NEW.kind, NEW.basis, NEW.document_number, NEW.document_date, NEW.proposed_by, NEW.proposed_at)
     IS DISTINCT FROM
     (OLD.district_id, OLD.id, OLD.year, OLD.department_id, OLD.kind, OLD.basis, OLD.document_number, OLD.document_date, OLD.proposed_by, OLD.proposed_at)
     OR NOT (
       OLD.state = 'proposed' AND NEW.state = 'approved' AND asks_alike
       OR OLD.state = 'proposed' AND NEW.state = 'withdrawn' AND NEW.withdrawal_asked_by = NEW.decided_by
       OR OLD.state = 'approved' AND NEW.state = 'withdrawn' AND asks_alike
          AND OLD.withdrawal_asked_by IS NOT NULL AND NEW.decided_by <> OLD.withdrawal_asked_by
       OR OLD.state = 'approved' AND NEW.state = 'approved'
          AND (OLD.withdrawal_asked_by IS NULL) <> (NEW.withdrawal_asked_by IS NULL)
          AND (NEW.decided_by, NEW.decided_at) IS NOT DISTINCT FROM (OLD.decided_by, OLD.decided_at)) THEN
    RAISE EXCEPTION 'an adjustment is not changed' USING ERRCODE = 'MZ002';
  END IF;
  RETURN NEW;
END $$;

-- Of the totals of a scope that were handed on and not decided, the newest one waits, unless a later one was frozen: the others had been replaced
-- without a word.
UPDATE total SET returned_by = made_by, returned_at = later.made_at, return_reason = ''
FROM (
  SELECT district_id, id,
    lead(made_at) OVER (PARTITION BY district_id, year, scope, department_id, basis ORDER BY made_at, id) AS made_at
  FROM total WHERE made_by IS NOT NULL) later
WHERE later.district_id = total.district_id AND later.id = total.id AND later.made_at IS NOT NULL
  AND total.made_by IS NOT NULL AND total.frozen_by IS NULL;

ALTER TABLE total ADD CONSTRAINT total_return_whole
  CHECK (num_nonnulls(returned_by, returned_at, return_reason) IN (0, 3) AND (returned_by IS NULL OR (frozen_by IS NULL AND made_by IS NOT NULL)));
CREATE UNIQUE INDEX total_waiting_key ON total (district_id, year, scope, department_id, basis) NULLS NOT DISTINCT
  WHERE made_by IS NOT NULL AND frozen_by IS NULL AND returned_by IS NULL;

-- A total that was decided stays as it is, frozen or sent back; of another one only the decision is written, and a newer one may take its place.
CREATE OR REPLACE FUNCTION keep_total() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.frozen_by IS NOT NULL OR OLD.returned_by IS NOT NULL OR (TG_OP = 'UPDATE' AND
     (NEW.district_id, NEW.id, NEW.year, NEW.scope, NEW.department_id, NEW.basis, NEW.content, NEW.content_hash, NEW.made_by, NEW.made_at)
     IS DISTINCT FROM
     (OLD.district_id, OLD.id, OLD.year, OLD.scope, OLD.department_id, OLD.basis, OLD.content, OLD.content_hash, OLD.made_by, OLD.made_at)) THEN
    RAISE EXCEPTION 'a total is not changed' USING ERRCODE = 'MZ002';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
