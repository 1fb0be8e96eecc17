-- How the public reaches a unit or department about what it has published. Nobody has given anything yet.
-- CreateTable
CREATE TABLE "unit_contact" (
    "district_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "phone" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "postal_address" TEXT NOT NULL,
    "correction_url" TEXT NOT NULL,
    "request_url" TEXT NOT NULL,
    "changed_by" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "unit_contact_pkey" PRIMARY KEY ("district_id","unit_id")
);

-- AddForeignKey
ALTER TABLE "unit_contact" ADD CONSTRAINT "unit_contact_district_id_unit_id_fkey" FOREIGN KEY ("district_id", "unit_id") REFERENCES "unit"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "unit_contact" ADD CONSTRAINT "unit_contact_district_id_changed_by_fkey" FOREIGN KEY ("district_id", "changed_by") REFERENCES "app_user"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
