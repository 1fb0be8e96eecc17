-- CreateTable
CREATE TABLE "publication_file" (
    "district_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "format" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "sha256" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "publication_file_pkey" PRIMARY KEY ("district_id","sequence","format")
);

-- AddForeignKey
ALTER TABLE "publication_file" ADD CONSTRAINT "publication_file_district_id_sequence_fkey" FOREIGN KEY ("district_id", "sequence") REFERENCES "publication"("district_id", "sequence") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- A file is made once and says what it holds.
ALTER TABLE publication_file ADD CONSTRAINT publication_file_format CHECK (format IN ('pdf', 'docx', 'xlsx'));
ALTER TABLE publication_file ADD CONSTRAINT publication_file_hash CHECK (sha256 = encode(sha256(bytes), 'hex'));
CREATE TRIGGER publication_file_append_only BEFORE UPDATE OR DELETE ON publication_file FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER publication_file_no_truncate BEFORE TRUNCATE ON publication_file FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
