-- What people are told (通知), mail of it, reminders (催报) and deadlines of single units (延期). Nobody has an address for
-- mail yet, and nothing is told of what was done before.
-- CreateEnum
CREATE TYPE "mail_pace" AS ENUM ('none', 'atOnce', 'daily');

-- CreateEnum
CREATE TYPE "mail_kind" AS ENUM ('code', 'notices');

-- CreateEnum
CREATE TYPE "mail_state" AS ENUM ('waiting', 'sending', 'sent', 'refused', 'unsure');

-- AlterTable
ALTER TABLE "district" ADD COLUMN     "deadline_days" INTEGER[] DEFAULT ARRAY[7, 3, 1]::INTEGER[];

-- CreateTable
CREATE TABLE "mail_setting" (
    "district_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "pace" "mail_pace" NOT NULL DEFAULT 'atOnce',
    "code" TEXT,
    "code_expires_at" TIMESTAMPTZ(3),
    "code_tries" INTEGER NOT NULL DEFAULT 0,
    "confirmed_at" TIMESTAMPTZ(3),
    "unreachable_at" TIMESTAMPTZ(3),
    "refusal" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "gathered_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_setting_pkey" PRIMARY KEY ("district_id","user_id")
);

-- CreateTable
CREATE TABLE "mail" (
    "district_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" "mail_kind" NOT NULL,
    "state" "mail_state" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_until" TIMESTAMPTZ(3),
    "address" TEXT,
    "said" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_pkey" PRIMARY KEY ("district_id","id")
);

-- CreateTable
CREATE TABLE "mail_server" (
    "id" BOOLEAN NOT NULL DEFAULT true,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "failing_since" TIMESTAMPTZ(3),
    "next_at" TIMESTAMPTZ(3),
    "said" TEXT,
    "last_sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_server_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice" (
    "district_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "unit_id" UUID,
    "fiscal_year_id" UUID,
    "thread_id" UUID,
    "facts" JSONB NOT NULL,
    "href" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "mail_id" UUID,

    CONSTRAINT "notice_pkey" PRIMARY KEY ("district_id","id")
);

-- CreateTable
CREATE TABLE "reminder" (
    "district_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "fiscal_year_id" UUID NOT NULL,
    "template" TEXT NOT NULL,
    "sent_by" UUID NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reminder_pkey" PRIMARY KEY ("district_id","id")
);

-- CreateTable
CREATE TABLE "reminder_unit" (
    "district_id" UUID NOT NULL,
    "reminder_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "reminder_unit_pkey" PRIMARY KEY ("district_id","reminder_id","unit_id")
);

-- CreateTable
CREATE TABLE "deadline_extension" (
    "district_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "fiscal_year_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "due_on" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "granted_by" UUID NOT NULL,
    "granted_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_by" UUID,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawal" TEXT,

    CONSTRAINT "deadline_extension_pkey" PRIMARY KEY ("district_id","id")
);

-- CreateIndex
CREATE INDEX "mail_state_next_at_idx" ON "mail"("state", "next_at");

-- CreateIndex
CREATE INDEX "mail_district_id_user_id_idx" ON "mail"("district_id", "user_id");

-- CreateIndex
CREATE INDEX "notice_district_id_user_id_created_at_idx" ON "notice"("district_id", "user_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "notice_district_id_mail_id_idx" ON "notice"("district_id", "mail_id");

-- CreateIndex
CREATE UNIQUE INDEX "notice_district_id_user_id_key_key" ON "notice"("district_id", "user_id", "key");

-- CreateIndex
CREATE INDEX "reminder_district_id_fiscal_year_id_sent_at_idx" ON "reminder"("district_id", "fiscal_year_id", "sent_at" DESC);

-- CreateIndex
CREATE INDEX "deadline_extension_district_id_fiscal_year_id_unit_id_grant_idx" ON "deadline_extension"("district_id", "fiscal_year_id", "unit_id", "granted_at" DESC);

-- AddForeignKey
ALTER TABLE "mail_setting" ADD CONSTRAINT "mail_setting_district_id_user_id_fkey" FOREIGN KEY ("district_id", "user_id") REFERENCES "app_user"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "mail" ADD CONSTRAINT "mail_district_id_user_id_fkey" FOREIGN KEY ("district_id", "user_id") REFERENCES "app_user"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_district_id_user_id_fkey" FOREIGN KEY ("district_id", "user_id") REFERENCES "app_user"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_district_id_unit_id_fkey" FOREIGN KEY ("district_id", "unit_id") REFERENCES "unit"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_district_id_fiscal_year_id_fkey" FOREIGN KEY ("district_id", "fiscal_year_id") REFERENCES "fiscal_year"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_district_id_mail_id_fkey" FOREIGN KEY ("district_id", "mail_id") REFERENCES "mail"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_district_id_fiscal_year_id_fkey" FOREIGN KEY ("district_id", "fiscal_year_id") REFERENCES "fiscal_year"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_district_id_sent_by_fkey" FOREIGN KEY ("district_id", "sent_by") REFERENCES "app_user"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "reminder_unit" ADD CONSTRAINT "reminder_unit_district_id_reminder_id_fkey" FOREIGN KEY ("district_id", "reminder_id") REFERENCES "reminder"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "reminder_unit" ADD CONSTRAINT "reminder_unit_district_id_unit_id_fkey" FOREIGN KEY ("district_id", "unit_id") REFERENCES "unit"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "deadline_extension" ADD CONSTRAINT "deadline_extension_district_id_fiscal_year_id_fkey" FOREIGN KEY ("district_id", "fiscal_year_id") REFERENCES "fiscal_year"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "deadline_extension" ADD CONSTRAINT "deadline_extension_district_id_unit_id_fkey" FOREIGN KEY ("district_id", "unit_id") REFERENCES "unit"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "deadline_extension" ADD CONSTRAINT "deadline_extension_district_id_granted_by_fkey" FOREIGN KEY ("district_id", "granted_by") REFERENCES "app_user"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "deadline_extension" ADD CONSTRAINT "deadline_extension_district_id_withdrawn_by_fkey" FOREIGN KEY ("district_id", "withdrawn_by") REFERENCES "app_user"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What a notice says stays; it goes out with one mail at most.
CREATE FUNCTION keep_notice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(NEW) - 'read_at' - 'mail_id') IS DISTINCT FROM (to_jsonb(OLD) - 'read_at' - 'mail_id')
    OR (OLD.mail_id IS NOT NULL AND NEW.mail_id IS DISTINCT FROM OLD.mail_id) THEN
    RAISE EXCEPTION 'notice % is fixed', OLD.id USING ERRCODE = 'MZ002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER notice_stays BEFORE UPDATE ON notice FOR EACH ROW EXECUTE FUNCTION keep_notice();
CREATE TRIGGER notice_no_delete BEFORE DELETE ON notice FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER notice_no_truncate BEFORE TRUNCATE ON notice FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- What is to be gathered into mail.
CREATE INDEX notice_unmailed ON notice (district_id, user_id, created_at) WHERE mail_id IS NULL;
-- The number beside the inbox.
CREATE INDEX notice_unread ON notice (district_id, user_id) WHERE read_at IS NULL;

-- A mail that was sent is not sent again.
CREATE FUNCTION keep_sent_mail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'mail % was sent', OLD.id USING ERRCODE = 'MZ002';
END $$;
CREATE TRIGGER mail_stays_sent BEFORE UPDATE ON mail FOR EACH ROW WHEN (OLD.state = 'sent') EXECUTE FUNCTION keep_sent_mail();
CREATE TRIGGER mail_no_delete BEFORE DELETE ON mail FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER mail_no_truncate BEFORE TRUNCATE ON mail FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER mail_setting_no_truncate BEFORE TRUNCATE ON mail_setting FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER mail_server_no_truncate BEFORE TRUNCATE ON mail_server FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE mail_server ADD CONSTRAINT mail_server_one_row CHECK (id);

CREATE TRIGGER reminder_append_only BEFORE UPDATE OR DELETE ON reminder FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reminder_no_truncate BEFORE TRUNCATE ON reminder FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reminder_unit_append_only BEFORE UPDATE OR DELETE ON reminder_unit FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reminder_unit_no_truncate BEFORE TRUNCATE ON reminder_unit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE deadline_extension ADD CONSTRAINT extension_withdrawn_whole
  CHECK (num_nulls(withdrawn_by, withdrawn_at, withdrawal) IN (0, 3));
CREATE FUNCTION keep_extension() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  ended CONSTANT text[] := ARRAY['withdrawn_by', 'withdrawn_at', 'withdrawal'];
BEGIN
  IF OLD.withdrawn_at IS NOT NULL OR (to_jsonb(NEW) - ended) IS DISTINCT FROM (to_jsonb(OLD) - ended) THEN
    RAISE EXCEPTION 'extension % is fixed', OLD.id USING ERRCODE = 'MZ002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER deadline_extension_stays BEFORE UPDATE ON deadline_extension FOR EACH ROW EXECUTE FUNCTION keep_extension();
CREATE TRIGGER deadline_extension_no_delete BEFORE DELETE ON deadline_extension FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER deadline_extension_no_truncate BEFORE TRUNCATE ON deadline_extension FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The last moment that units have for a year, where it is their own: the end of that day in China.
CREATE FUNCTION own_deadlines(district uuid, of_year uuid) RETURNS TABLE (unit_id uuid, due_on date, reason text)
LANGUAGE sql STABLE AS $$
  SELECT DISTINCT ON (e.unit_id) e.unit_id, e.due_on, e.reason FROM deadline_extension e
  WHERE e.district_id = district AND e.fiscal_year_id = of_year AND e.withdrawn_at IS NULL
  ORDER BY e.unit_id, e.granted_at DESC, e.id DESC
$$;

-- A backup does not know what went out after it was made: what waited in it goes out by hand only.
CREATE FUNCTION after_restore() RETURNS void LANGUAGE sql AS $$
  UPDATE mail SET state = 'unsure', claimed_until = NULL, said = '从备份恢复：备份之后可能已经发出。'
    WHERE state IN ('waiting', 'sending');
  UPDATE mail_setting SET since = clock_timestamp();
$$;
