-- What a version said at any moment can be read again: figures and texts from their history, as before; forms, explanations and
-- judgements from what is kept here.

-- Each save of the performance part: what it changed, entry by entry. NULL: of before this was kept, nobody knows.
CREATE TABLE "performance_change" (
    "district_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "changes" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "performance_change_pkey" PRIMARY KEY ("district_id","version_id","id")
);
ALTER TABLE "performance_change" ADD CONSTRAINT "performance_change_district_id_version_id_fkey"
  FOREIGN KEY ("district_id", "version_id") REFERENCES "report_version"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
INSERT INTO performance_change (district_id, version_id, at)
  SELECT district_id, version_id, at FROM cell_change WHERE address = 'text:performance' ORDER BY district_id, version_id, id;
ALTER TABLE performance_change ADD CONSTRAINT performance_change_is_a_list CHECK (jsonb_typeof(changes) = 'array');
CREATE TRIGGER performance_change_guard BEFORE INSERT ON performance_change FOR EACH ROW EXECUTE FUNCTION guard_version_content();
CREATE TRIGGER performance_change_append_only BEFORE UPDATE OR DELETE ON performance_change FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER performance_change_no_truncate BEFORE TRUNCATE ON performance_change FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Of an explanation also the figures that it was written for. NULL: of anything else, and of before this was kept.
ALTER TABLE "cell_change" ADD COLUMN "fingerprint" TEXT;
CREATE OR REPLACE FUNCTION record_explanation() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  in_address text := 'explanation:' || NEW.finding_key;
  before text := NULL;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    before := OLD.text;
  END IF;
  INSERT INTO cell_change (district_id, version_id, address, revision, old_value, new_value, how, by_id, at, fingerprint)
    SELECT NEW.district_id, NEW.version_id, in_address, coalesce(max(revision), 0) + 1, before, NEW.text, 'typed', NEW.by_id, NEW.at,
      NEW.fingerprint
    FROM cell_change WHERE district_id = NEW.district_id AND version_id = NEW.version_id AND address = in_address;
  RETURN NULL;
END $$;

-- Every judgement of an explanation stays; the newest of the same words and figures is the one that holds. Those that are there
-- already are each the last of their finding.
ALTER TABLE "explanation_verdict" ADD COLUMN "id" UUID NOT NULL DEFAULT gen_random_uuid();
ALTER TABLE "explanation_verdict" ALTER COLUMN "id" DROP DEFAULT;
ALTER TABLE "explanation_verdict" ADD COLUMN "earlier_lost" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "explanation_verdict" ALTER COLUMN "earlier_lost" SET DEFAULT false;
ALTER TABLE "explanation_verdict" DROP CONSTRAINT "explanation_verdict_pkey";
ALTER TABLE "explanation_verdict" ADD CONSTRAINT "explanation_verdict_pkey" PRIMARY KEY ("district_id","version_id","id");
CREATE INDEX "explanation_verdict_district_id_version_id_finding_key_idx" ON "explanation_verdict"("district_id", "version_id", "finding_key");
CREATE TRIGGER explanation_verdict_append_only BEFORE UPDATE OR DELETE ON explanation_verdict FOR EACH ROW EXECUTE FUNCTION refuse_change();
