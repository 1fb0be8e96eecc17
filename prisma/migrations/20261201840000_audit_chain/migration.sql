-- The audit log is a chain (docs/decisions/0112): each event has a link with its place, the hash of the link before and its own.

-- CreateTable
CREATE TABLE "audit_link" (
    "district_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "event_id" UUID NOT NULL,
    "is_carried" BOOLEAN NOT NULL DEFAULT false,
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_link_pkey" PRIMARY KEY ("district_id","sequence")
);

-- CreateIndex
CREATE UNIQUE INDEX "audit_link_district_id_event_id_key" ON "audit_link"("district_id", "event_id");

-- AddForeignKey
ALTER TABLE "audit_link" ADD CONSTRAINT "audit_link_district_id_event_id_fkey" FOREIGN KEY ("district_id", "event_id") REFERENCES "audit_event"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- How far the chain reached at a check, and what was wrong with it; the next check compares.
ALTER TABLE "proof_check" ADD COLUMN "audit_sequence" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "audit_hash" TEXT NOT NULL DEFAULT '',
ADD COLUMN "audit_problem_count" INTEGER NOT NULL DEFAULT 0;

-- The canonical form of an event -------------------------------------------------------------------------------------

-- RFC 8785; numbers are doubles, as in JSON of JavaScript. Members are sorted by code points, which differs from the standard only
-- for names outside of the Basic Multilingual Plane; there are none.
CREATE FUNCTION canonical_json(value jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  double double precision;
  digits text;
BEGIN
  CASE jsonb_typeof(value)
    WHEN 'object' THEN
      RETURN '{' || coalesce((SELECT string_agg(to_json(m.key)::text || ':' || canonical_json(m.value), ',' ORDER BY m.key COLLATE "C")
        FROM jsonb_each(value) m), '') || '}';
    WHEN 'array' THEN
      RETURN '[' || coalesce((SELECT string_agg(canonical_json(m.value), ',' ORDER BY m.ordinality)
        FROM jsonb_array_elements(value) WITH ORDINALITY m), '') || ']';
    WHEN 'number' THEN
      double := value::numeric::double precision;
      digits := double::text;
      IF strpos(digits, 'e') = 0 THEN
        RETURN digits;
      END IF;
      IF abs(double) >= 1e-6 AND abs(double) < 1e21 THEN
        RETURN trim_scale(digits::numeric)::text;
      END IF;
      RETURN regexp_replace(digits, 'e([+-])0+', 'e\1');
    ELSE
      RETURN value::text;
  END CASE;
END $$;

-- Every column that is set, the moment in UTC with milliseconds: a column that is added later changes no link of before.
CREATE FUNCTION audit_event_hash(event audit_event) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(canonical_json(
    (SELECT jsonb_object_agg(m.key, m.value) FROM jsonb_each(to_jsonb(event)) m WHERE m.value <> 'null')
    || jsonb_build_object('at', to_char(event.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
  ), 'UTF8')), 'hex')
$$;

-- RFC 8785 form of the link.
CREATE FUNCTION audit_link_hash(in_sequence integer, in_previous text, in_event_hash text, in_carried boolean) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(
    format('{"carried":%s,"event":"%s","previous":"%s","sequence":%s}', in_carried::text, in_event_hash, in_previous, in_sequence), 'UTF8')), 'hex')
$$;

-- What is there already is carried into the chain in the order in which it happened, and said to be so: nobody had linked it before.
DO $$
DECLARE
  event audit_event%ROWTYPE;
  in_district uuid;
  place integer;
  before text;
BEGIN
  FOR event IN SELECT * FROM audit_event ORDER BY district_id, at, id LOOP
    IF in_district IS DISTINCT FROM event.district_id THEN
      in_district := event.district_id;
      place := 0;
      before := '';
    END IF;
    place := place + 1;
    INSERT INTO audit_link (district_id, sequence, event_id, is_carried, previous_hash, hash)
      VALUES (event.district_id, place, event.id, true, before, audit_link_hash(place, before, audit_event_hash(event), true))
      RETURNING hash INTO before;
  END LOOP;
END $$;

-- Linked when its transaction commits: whoever commits next waits for that commit, and nobody for the work before it. As the owner:
-- the application's role writes no link.
CREATE FUNCTION link_audit_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp SET extra_float_digits = 1 AS $$
DECLARE
  place integer;
  before text;
BEGIN
  -- Moments that are written otherwise in JSON than here would never compare.
  IF NEW.at NOT BETWEEN '2000-01-01' AND '9999-12-31' THEN
    RAISE EXCEPTION 'audit event % happened at no moment of ours', NEW.id USING ERRCODE = 'MZ002';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('audit:' || NEW.district_id::text, 0));
  SELECT sequence, hash INTO place, before FROM audit_link WHERE district_id = NEW.district_id ORDER BY sequence DESC LIMIT 1;
  place := coalesce(place, 0) + 1;
  before := coalesce(before, '');
  INSERT INTO audit_link (district_id, sequence, event_id, previous_hash, hash)
    VALUES (NEW.district_id, place, NEW.id, before, audit_link_hash(place, before, audit_event_hash(NEW), false));
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION link_audit_event() FROM PUBLIC;
CREATE CONSTRAINT TRIGGER audit_event_linked AFTER INSERT ON audit_event
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION link_audit_event();

CREATE TRIGGER audit_link_append_only BEFORE UPDATE OR DELETE ON audit_link FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_link_no_truncate BEFORE TRUNCATE ON audit_link FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
