-- What a person was let in with still holds when their deed is committed (docs/decisions/0119).

-- What a person may act as on a day: departments as their units of the day, roles that are lent with whose they are. Grouped,
-- because a role for a department can stand for thousands of units.
CREATE FUNCTION counted_rights(in_district uuid, in_user uuid, in_day date) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('role', g.role, 'unitIds', g.unit_ids, 'absent', CASE WHEN g.absent_id IS NOT NULL THEN
      jsonb_build_object('id', g.absent_id, 'name', g.absent_name, 'until', g.until_day) END) ORDER BY g.role, g.until_day, g.absent_id), '[]')
  FROM (SELECT role, absent_id, absent_name, until_day, jsonb_agg(unit_id ORDER BY unit_id) AS unit_ids
        FROM rights_of(in_district, in_user, in_day) GROUP BY role, absent_id, absent_name, until_day) g
$$;

-- The lock of a person's rights: shared by what they do, alone for who changes them.
CREATE FUNCTION lock_of_rights(in_user uuid) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT hashtextextended('rights of ' || in_user, 0)
$$;

-- Asked at the beginning of each transaction of a person. From here on nobody takes anything from them until it has ended; what
-- was taken before is seen here, because each statement of a function that changes something has a view of its own.
--   MZ013 the session is over
--   MZ014 the person's rights are others than those that they were let in with
CREATE FUNCTION hold_rights(in_session uuid, in_district uuid, in_user uuid, in_day date, in_rights text) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(lock_of_rights(in_user));
  IF NOT EXISTS (SELECT FROM app_user u WHERE u.id = in_user AND u.disabled_at IS NULL
      AND (in_session IS NULL OR EXISTS (SELECT FROM user_session s
        WHERE s.id = in_session AND s.user_id = u.id AND s.session_version = u.session_version))) THEN
    RAISE EXCEPTION 'session % of % is over', in_session, in_user USING ERRCODE = 'MZ013';
  END IF;
  IF md5(counted_rights(in_district, in_user, in_day)::text) IS DISTINCT FROM in_rights THEN
    RAISE EXCEPTION 'the rights of % have changed', in_user USING ERRCODE = 'MZ014';
  END IF;
  RETURN true;
END;
$$;

-- Roles never change without the number of sessions of their person. Who has no session is at nothing that could be waited for.
CREATE FUNCTION wait_for_deeds_of_user() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(lock_of_rights(u.id))
  FROM (SELECT OLD.id UNION SELECT deputy_id FROM deputyship WHERE absent_id = OLD.id AND ended_at IS NULL ORDER BY 1) u(id)
  WHERE EXISTS (SELECT FROM user_session s WHERE s.user_id = u.id);
  RETURN NEW;
END;
$$;
CREATE TRIGGER app_user_waits_for_deeds BEFORE UPDATE ON app_user FOR EACH ROW
  WHEN (OLD.session_version IS DISTINCT FROM NEW.session_version OR OLD.disabled_at IS DISTINCT FROM NEW.disabled_at)
  EXECUTE FUNCTION wait_for_deeds_of_user();

CREATE FUNCTION wait_for_deeds_of_deputy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(lock_of_rights(NEW.deputy_id));
  RETURN NEW;
END;
$$;
CREATE TRIGGER deputyship_waits_for_deeds BEFORE INSERT OR UPDATE ON deputyship FOR EACH ROW EXECUTE FUNCTION wait_for_deeds_of_deputy();

CREATE FUNCTION wait_for_deeds_of_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(lock_of_rights(OLD.user_id));
  RETURN OLD;
END;
$$;
CREATE TRIGGER user_session_waits_for_deeds BEFORE DELETE ON user_session FOR EACH ROW EXECUTE FUNCTION wait_for_deeds_of_session();
