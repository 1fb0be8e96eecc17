-- CreateTable
CREATE TABLE "list_import" (
    "district_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "catalogue_id" TEXT,
    "sheets" JSONB NOT NULL,
    "read_by" UUID NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,
    "job_id" UUID,
    "applied_by" UUID,
    "applied_at" TIMESTAMPTZ(3),
    "result" JSONB,

    CONSTRAINT "list_import_pkey" PRIMARY KEY ("district_id","id")
);

-- CreateIndex
CREATE INDEX "list_import_district_id_kind_read_at_idx" ON "list_import"("district_id", "kind", "read_at" DESC);

-- AddForeignKey
ALTER TABLE "list_import" ADD CONSTRAINT "list_import_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "list_import" ADD CONSTRAINT "list_import_district_id_read_by_fkey" FOREIGN KEY ("district_id", "read_by") REFERENCES "app_user"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "list_import" ADD CONSTRAINT "list_import_district_id_applied_by_fkey" FOREIGN KEY ("district_id", "applied_by") REFERENCES "app_user"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Who applied it, when and with what result come together, once.
ALTER TABLE list_import ADD CONSTRAINT list_import_applied_whole CHECK (
  (applied_by IS NULL) = (applied_at IS NULL) AND (applied_at IS NULL) = (result IS NULL));

CREATE FUNCTION guard_list_import() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.applied_at IS NOT NULL THEN
    RAISE EXCEPTION 'import % is kept as it is', OLD.id USING ERRCODE = 'MZ002';
  END IF;
  IF (NEW.district_id, NEW.id, NEW.kind, NEW.file_name, NEW.catalogue_id, NEW.sheets, NEW.read_by, NEW.read_at)
    IS DISTINCT FROM (OLD.district_id, OLD.id, OLD.kind, OLD.file_name, OLD.catalogue_id, OLD.sheets, OLD.read_by, OLD.read_at) THEN
    RAISE EXCEPTION 'import % was read otherwise', OLD.id USING ERRCODE = 'MZ002';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER list_import_guard BEFORE UPDATE OR DELETE ON list_import FOR EACH ROW EXECUTE FUNCTION guard_list_import();
CREATE TRIGGER list_import_no_truncate BEFORE TRUNCATE ON list_import FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
