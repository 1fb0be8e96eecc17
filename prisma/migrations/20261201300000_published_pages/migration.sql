-- CreateTable
CREATE TABLE "published_page" (
    "district_id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "site" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "brotli" BYTEA NOT NULL,
    "gzip" BYTEA NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "published_page_pkey" PRIMARY KEY ("district_id","address","site")
);

-- CreateTable
CREATE TABLE "site_asset" (
    "name" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "site_asset_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "published_page_made_at_idx" ON "published_page"("made_at");

-- AddForeignKey
ALTER TABLE "published_page" ADD CONSTRAINT "published_page_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
