-- CreateTable
CREATE TABLE "explanation_verdict" (
    "district_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "finding_key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "is_accepted" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "explanation_verdict_pkey" PRIMARY KEY ("district_id","version_id","finding_key")
);

-- AddForeignKey
ALTER TABLE "explanation_verdict" ADD CONSTRAINT "explanation_verdict_district_id_version_id_fkey" FOREIGN KEY ("district_id", "version_id") REFERENCES "report_version"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE explanation_verdict ADD CONSTRAINT explanation_verdict_refusal_has_reason CHECK (is_accepted OR length(reason) > 0);
