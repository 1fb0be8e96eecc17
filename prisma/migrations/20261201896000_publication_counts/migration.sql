-- How many units have published a year and how many are still to, so that who asks counts nothing. A year without a row
-- is counted by who asks: one that was restored, or that nobody owes yet.

-- CreateTable
CREATE TABLE "publication_count" (
    "district_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "published" INTEGER NOT NULL,
    "exempt" INTEGER NOT NULL,
    "outstanding" INTEGER NOT NULL,

    CONSTRAINT "publication_count_pkey" PRIMARY KEY ("district_id","year")
);

CREATE TRIGGER publication_count_no_truncate BEFORE TRUNCATE ON publication_count FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The one count, of a year.
CREATE FUNCTION count_publications(of_district uuid, of_year int, OUT published int, OUT exempt int, OUT outstanding int)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT (SELECT count(*)::int FROM publication p WHERE p.district_id = of_district AND p.year = of_year AND p.scope = 'unit' AND p.number = 1),
    count(o.exempt_basis)::int, count(*) FILTER (WHERE o.exempt_basis IS NULL)::int
  FROM obligation o
  WHERE o.district_id = of_district AND o.year = of_year
    AND NOT EXISTS (SELECT FROM publication p
                    WHERE p.district_id = o.district_id AND p.unit_id = o.unit_id AND p.year = of_year AND p.number = 1)
$$;

-- The row is locked before anything is counted: whoever else changes the year waits, and counts what is committed then.
CREATE FUNCTION keep_publication_count(of_district uuid, of_year int) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO publication_count AS c (district_id, year, published, exempt, outstanding) VALUES (of_district, of_year, 0, 0, 0)
    ON CONFLICT (district_id, year) DO UPDATE SET published = c.published;
  UPDATE publication_count c SET (published, exempt, outstanding) = (SELECT n.published, n.exempt, n.outstanding FROM count_publications(of_district, of_year) n)
    WHERE c.district_id = of_district AND c.year = of_year;
END $$;
REVOKE EXECUTE ON FUNCTION keep_publication_count(uuid, int) FROM PUBLIC;

CREATE FUNCTION keep_counts_of_obligations() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM keep_publication_count(o.district_id, o.year) FROM (SELECT DISTINCT district_id, year FROM changed ORDER BY 1, 2) o;
  RETURN NULL;
END $$;

CREATE TRIGGER obligation_is_counted_new AFTER INSERT ON obligation REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION keep_counts_of_obligations();
CREATE TRIGGER obligation_is_counted_changed AFTER UPDATE ON obligation REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION keep_counts_of_obligations();
CREATE TRIGGER obligation_is_counted_gone AFTER DELETE ON obligation REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION keep_counts_of_obligations();

-- A first version moves one unit from those that are still to; counting ten thousand of them anew for each would be felt
-- on the evening on which all are published.
CREATE FUNCTION keep_count_of_publication() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE publication_count c SET published = c.published + (NEW.scope = 'unit')::int
    WHERE c.district_id = NEW.district_id AND c.year = NEW.year;
  IF NOT FOUND THEN
    PERFORM keep_publication_count(NEW.district_id, NEW.year);
    RETURN NULL;
  END IF;
  UPDATE publication_count c
    SET exempt = c.exempt - (o.exempt_basis IS NOT NULL)::int, outstanding = c.outstanding - (o.exempt_basis IS NULL)::int
    FROM obligation o
    WHERE c.district_id = NEW.district_id AND c.year = NEW.year
      AND o.district_id = NEW.district_id AND o.year = NEW.year AND o.unit_id = NEW.unit_id;
  RETURN NULL;
END $$;

CREATE TRIGGER publication_is_counted AFTER INSERT ON publication FOR EACH ROW WHEN (NEW.number = 1)
  EXECUTE FUNCTION keep_count_of_publication();

INSERT INTO publication_count (district_id, year, published, exempt, outstanding)
SELECT y.district_id, y.year, n.published, n.exempt, n.outstanding FROM fiscal_year y, count_publications(y.district_id, y.year) n;
