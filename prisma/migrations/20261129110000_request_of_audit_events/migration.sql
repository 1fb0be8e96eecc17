-- The number of the request that something was done in; the server's log has the same one.
ALTER TABLE "audit_event" ADD COLUMN "request_id" TEXT;
