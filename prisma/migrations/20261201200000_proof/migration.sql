-- CreateTable
CREATE TABLE "proof_entry" (
    "district_id" UUID NOT NULL,
    "entry" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "kind" TEXT NOT NULL GENERATED ALWAYS AS (body::jsonb ->> 'kind') STORED,
    "made_at" TEXT NOT NULL GENERATED ALWAYS AS (body::jsonb ->> 'madeAt') STORED,
    "sequence" INTEGER GENERATED ALWAYS AS ((body::jsonb #>> '{publication,sequence}')::integer) STORED,
    "revision" INTEGER GENERATED ALWAYS AS ((body::jsonb ->> 'revision')::integer) STORED,
    "files" INTEGER GENERATED ALWAYS AS (jsonb_array_length(body::jsonb -> 'files')) STORED,

    CONSTRAINT "proof_entry_pkey" PRIMARY KEY ("district_id","entry")
);

-- CreateTable
CREATE TABLE "proof_check" (
    "district_id" UUID NOT NULL,
    "job_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3) NOT NULL,
    "entry" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "chain_hash" TEXT NOT NULL,
    "problems" TEXT[],
    "problem_count" INTEGER NOT NULL,

    CONSTRAINT "proof_check_pkey" PRIMARY KEY ("district_id","job_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "proof_entry_district_id_sequence_revision_key" ON "proof_entry"("district_id", "sequence", "revision");

-- CreateIndex
CREATE INDEX "proof_check_district_id_ended_at_idx" ON "proof_check"("district_id", "ended_at" DESC);

-- AddForeignKey
ALTER TABLE "proof_entry" ADD CONSTRAINT "proof_entry_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proof_entry" ADD CONSTRAINT "proof_entry_district_id_sequence_fkey" FOREIGN KEY ("district_id", "sequence") REFERENCES "publication"("district_id", "sequence") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "proof_check" ADD CONSTRAINT "proof_check_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What cannot be otherwise ---------------------------------------------------------------------------------------------
-- MZ012: an entry that does not continue the log.

ALTER TABLE proof_entry ADD CONSTRAINT proof_entry_hash CHECK (hash = encode(sha256(convert_to(body, 'UTF8')), 'hex'));
ALTER TABLE proof_entry ADD CONSTRAINT proof_entry_kind CHECK (
  kind = 'key' AND num_nonnulls(sequence, revision, files) = 0 OR kind = 'publication' AND num_nulls(sequence, revision, files) = 0);

CREATE FUNCTION continue_proof_log() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  content jsonb := NEW.body::jsonb;
  last_entry integer;
  last_hash text;
  last_revision integer;
BEGIN
  SELECT entry, hash INTO last_entry, last_hash FROM proof_entry WHERE district_id = NEW.district_id ORDER BY entry DESC LIMIT 1;
  IF NEW.entry IS DISTINCT FROM coalesce(last_entry, 0) + 1 OR content ->> 'entry' IS DISTINCT FROM NEW.entry::text
    OR content ->> 'previous' IS DISTINCT FROM coalesce(last_hash, '') THEN
    RAISE EXCEPTION 'entry % does not follow %', NEW.entry, coalesce(last_entry, 0) USING ERRCODE = 'MZ012';
  END IF;
  IF content ->> 'kind' = 'publication' THEN
    -- The generated columns of NEW are not there yet.
    SELECT max(revision) INTO last_revision FROM proof_entry
      WHERE district_id = NEW.district_id AND sequence = (content #>> '{publication,sequence}')::integer;
    IF (content ->> 'revision')::integer IS DISTINCT FROM coalesce(last_revision, 0) + 1 THEN
      RAISE EXCEPTION 'revision % does not follow %', content ->> 'revision', coalesce(last_revision, 0) USING ERRCODE = 'MZ012';
    END IF;
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER proof_entry_log BEFORE INSERT ON proof_entry FOR EACH ROW EXECUTE FUNCTION continue_proof_log();
CREATE TRIGGER proof_entry_append_only BEFORE UPDATE OR DELETE ON proof_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER proof_entry_no_truncate BEFORE TRUNCATE ON proof_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER proof_check_append_only BEFORE UPDATE OR DELETE ON proof_check FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER proof_check_no_truncate BEFORE TRUNCATE ON proof_check FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
