-- CreateTable
CREATE TABLE "public_revision" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "revision" BIGINT NOT NULL,

    CONSTRAINT "public_revision_pkey" PRIMARY KEY ("id")
);

ALTER TABLE public_revision ADD CONSTRAINT public_revision_one_row CHECK (id = 1);
INSERT INTO public_revision (id, revision) VALUES (1, 0);

-- Raised at the commit of whatever pages of reports are made of: whoever has read under a revision, and finds the same
-- one again, has read what is there now. Deferred, so that those who publish wait for each other for the time of a
-- commit only; once in a transaction, however many rows it writes.
CREATE FUNCTION raise_public_revision() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE public_revision SET revision = revision + 1 WHERE xmin <> pg_current_xact_id()::xid;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER publication_is_public AFTER INSERT OR UPDATE OR DELETE ON publication
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION raise_public_revision();
CREATE CONSTRAINT TRIGGER publication_file_is_public AFTER INSERT OR UPDATE OR DELETE ON publication_file
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION raise_public_revision();
CREATE CONSTRAINT TRIGGER district_is_public AFTER INSERT OR UPDATE OR DELETE ON district
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION raise_public_revision();
CREATE CONSTRAINT TRIGGER site_details_are_public AFTER INSERT OR UPDATE OR DELETE ON site_details
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION raise_public_revision();
CREATE CONSTRAINT TRIGGER unit_contact_is_public AFTER INSERT OR UPDATE OR DELETE ON unit_contact
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION raise_public_revision();
CREATE CONSTRAINT TRIGGER unit_period_is_public AFTER INSERT OR UPDATE OR DELETE ON unit_period
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION raise_public_revision();
CREATE CONSTRAINT TRIGGER portal_address_is_public AFTER INSERT OR UPDATE OR DELETE ON portal_address
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION raise_public_revision();
