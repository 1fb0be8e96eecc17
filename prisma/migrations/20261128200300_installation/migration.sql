-- CreateEnum
CREATE TYPE "installation_kind" AS ENUM ('demo', 'real');

-- CreateTable
CREATE TABLE "installation" (
    "id" UUID NOT NULL,
    "kind" "installation_kind" NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("id")
);

-- A database belongs to one installation for good. What is there already is entered by the next start, which can tell demo logins.
CREATE UNIQUE INDEX installation_one ON installation ((true));
CREATE TRIGGER installation_append_only BEFORE UPDATE OR DELETE ON installation FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER installation_no_truncate BEFORE TRUNCATE ON installation FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
