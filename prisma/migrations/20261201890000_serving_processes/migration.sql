-- The processes that serve an installation, each as it said last of itself: an administrator is shown all of them, on whatever machine.
CREATE TABLE "serving_process" (
    "host" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "release" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "said" JSONB NOT NULL,

    CONSTRAINT "serving_process_pkey" PRIMARY KEY ("host","number")
);
CREATE TRIGGER serving_process_no_truncate BEFORE TRUNCATE ON serving_process FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
