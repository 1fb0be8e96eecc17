-- A second factor: codes of half a minute, passkeys and recovery codes of a person, and whom a district asks for one.
-- Nobody is asked yet; sessions that are open go on.
-- CreateEnum
CREATE TYPE "second_factor_rule" AS ENUM ('nobody', 'bureau', 'everybody');

-- AlterTable
ALTER TABLE "district" ADD COLUMN     "second_factor" "second_factor_rule" NOT NULL DEFAULT 'nobody';

-- AlterTable
ALTER TABLE "user_session" ADD COLUMN     "address" TEXT,
ADD COLUMN     "awaited" TEXT,
ADD COLUMN     "browser" TEXT,
ADD COLUMN     "second_factor_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "one_time_codes" (
    "user_id" UUID NOT NULL,
    "secret" TEXT NOT NULL,
    "used_step" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "one_time_codes_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "passkey" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "credential_id" TEXT NOT NULL,
    "public_key" BYTEA NOT NULL,
    "counter" BIGINT NOT NULL,
    "transports" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "passkey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recovery_code" (
    "user_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("user_id","hash")
);

-- CreateIndex
CREATE UNIQUE INDEX "passkey_credential_id_key" ON "passkey"("credential_id");

-- CreateIndex
CREATE INDEX "passkey_user_id_idx" ON "passkey"("user_id");

-- AddForeignKey
ALTER TABLE "one_time_codes" ADD CONSTRAINT "one_time_codes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

CREATE TRIGGER one_time_codes_no_truncate BEFORE TRUNCATE ON one_time_codes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER passkey_no_truncate BEFORE TRUNCATE ON passkey FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER recovery_code_no_truncate BEFORE TRUNCATE ON recovery_code FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
