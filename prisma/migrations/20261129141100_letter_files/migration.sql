-- CreateTable
CREATE TABLE "approval_letter_file" (
    "district_id" UUID NOT NULL,
    "letter_id" UUID NOT NULL,
    "format" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "sha256" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "approval_letter_file_pkey" PRIMARY KEY ("district_id","letter_id","format")
);

-- AddForeignKey
ALTER TABLE "approval_letter_file" ADD CONSTRAINT "approval_letter_file_district_id_letter_id_fkey" FOREIGN KEY ("district_id", "letter_id") REFERENCES "approval_letter"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- A file is made once, of a letter that is out, and says what it holds.
ALTER TABLE approval_letter_file ADD CONSTRAINT approval_letter_file_format CHECK (format IN ('pdf', 'docx'));
ALTER TABLE approval_letter_file ADD CONSTRAINT approval_letter_file_hash CHECK (sha256 = encode(sha256(bytes), 'hex'));
CREATE TRIGGER approval_letter_file_append_only BEFORE UPDATE OR DELETE ON approval_letter_file FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER approval_letter_file_no_truncate BEFORE TRUNCATE ON approval_letter_file FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
