-- What a district says of its site: labels of government sites and the foot of public pages. Districts have said nothing yet.
CREATE TABLE "site_details" (
    "district_id" UUID NOT NULL,
    "content" JSONB NOT NULL,
    "revision" INTEGER NOT NULL,
    "updated_by" UUID NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "site_details_pkey" PRIMARY KEY ("district_id")
);

ALTER TABLE "site_details" ADD CONSTRAINT "site_details_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
