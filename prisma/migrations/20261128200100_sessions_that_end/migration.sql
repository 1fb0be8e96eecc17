-- One row for every signed-in browser: it ends by signing out, by not being used and by its age, whatever its cookie says.
CREATE TABLE "user_session" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "session_version" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_session_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "user_session_user_id_started_at_idx" ON "user_session"("user_id", "started_at");

ALTER TABLE "user_session" ADD CONSTRAINT "user_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- Failures are counted by account and address in rate_limit; no account is locked for everybody any more. Locks last a quarter of an hour: none is worth carrying along.
ALTER TABLE "app_user" DROP COLUMN "failed_sign_ins", DROP COLUMN "locked_until";
