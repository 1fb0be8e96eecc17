-- The county's portal: where it shows reports, and what it is handed over. Nobody has given or asked anything yet.

-- CreateEnum
CREATE TYPE "portal_selection" AS ENUM ('all', 'department', 'changed');

-- CreateTable
CREATE TABLE "portal_address" (
    "district_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "address" TEXT NOT NULL,
    "changed_by" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_at" TIMESTAMPTZ(3),
    "is_closed" BOOLEAN NOT NULL DEFAULT false,
    "findings" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "portal_address_pkey" PRIMARY KEY ("district_id","year","unit_id")
);

-- CreateTable
CREATE TABLE "portal_package" (
    "district_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "selection" "portal_selection" NOT NULL,
    "department_id" UUID,
    "label" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "since" INTEGER NOT NULL,
    "reports" INTEGER NOT NULL,
    "asked_by" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "job_id" UUID NOT NULL,
    "emptied_at" TIMESTAMPTZ(3),

    CONSTRAINT "portal_package_pkey" PRIMARY KEY ("district_id","id")
);

-- CreateTable
CREATE TABLE "portal_volume" (
    "district_id" UUID NOT NULL,
    "package_id" UUID NOT NULL,
    "nth" INTEGER NOT NULL,
    "reports" INTEGER NOT NULL,
    "written" INTEGER NOT NULL DEFAULT 0,
    "size" BIGINT,
    "sha256" TEXT,
    "made_at" TIMESTAMPTZ(3),

    CONSTRAINT "portal_volume_pkey" PRIMARY KEY ("district_id","package_id","nth")
);

-- CreateTable
CREATE TABLE "portal_part" (
    "district_id" UUID NOT NULL,
    "package_id" UUID NOT NULL,
    "volume" INTEGER NOT NULL,
    "nth" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "portal_part_pkey" PRIMARY KEY ("district_id","package_id","volume","nth")
);

-- CreateIndex
CREATE INDEX "portal_package_district_id_year_asked_at_idx" ON "portal_package"("district_id", "year", "asked_at" DESC);

-- AddForeignKey
ALTER TABLE "portal_address" ADD CONSTRAINT "portal_address_district_id_unit_id_fkey" FOREIGN KEY ("district_id", "unit_id") REFERENCES "unit"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "portal_address" ADD CONSTRAINT "portal_address_district_id_changed_by_fkey" FOREIGN KEY ("district_id", "changed_by") REFERENCES "app_user"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "portal_package" ADD CONSTRAINT "portal_package_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "portal_package" ADD CONSTRAINT "portal_package_district_id_asked_by_fkey" FOREIGN KEY ("district_id", "asked_by") REFERENCES "app_user"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "portal_volume" ADD CONSTRAINT "portal_volume_district_id_package_id_fkey" FOREIGN KEY ("district_id", "package_id") REFERENCES "portal_package"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "portal_part" ADD CONSTRAINT "portal_part_district_id_package_id_volume_fkey" FOREIGN KEY ("district_id", "package_id", "volume") REFERENCES "portal_volume"("district_id", "package_id", "nth") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "portal_address" ADD CONSTRAINT "portal_address_given" CHECK (address <> '');
ALTER TABLE "portal_volume" ADD CONSTRAINT "portal_volume_whole"
    CHECK ((size IS NULL) = (sha256 IS NULL) AND (size IS NULL) = (made_at IS NULL) AND nth >= 1);
