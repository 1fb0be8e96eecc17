-- All published accounts of a year as one archive with its hash. Derived: it can be made again from the publications, with the same bytes.

-- CreateTable
CREATE TABLE "year_archive" (
    "district_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "sequence" INTEGER NOT NULL,
    "reports" INTEGER NOT NULL,
    "lines" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,
    "sha256" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "year_archive_pkey" PRIMARY KEY ("district_id","year")
);

-- AddForeignKey
ALTER TABLE "year_archive" ADD CONSTRAINT "year_archive_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "year_archive" ADD CONSTRAINT "year_archive_hash" CHECK (sha256 = encode(sha256(bytes), 'hex'));
