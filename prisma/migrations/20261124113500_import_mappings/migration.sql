-- CreateTable
CREATE TABLE "import_mapping" (
    "district_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "sheet" TEXT NOT NULL,
    "fund" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "headers" JSONB NOT NULL,
    "mapping" JSONB NOT NULL,
    "updated_by" UUID NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "import_mapping_pkey" PRIMARY KEY ("district_id","unit_id","sheet","fund","signature")
);

-- AddForeignKey
ALTER TABLE "import_mapping" ADD CONSTRAINT "import_mapping_district_id_unit_id_fkey" FOREIGN KEY ("district_id", "unit_id") REFERENCES "unit"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE import_mapping ADD CONSTRAINT import_mapping_headers_are_array CHECK (jsonb_typeof(headers) = 'array');
ALTER TABLE import_mapping ADD CONSTRAINT import_mapping_is_object CHECK (jsonb_typeof(mapping) = 'object');
