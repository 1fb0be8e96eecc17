// A server that does nothing but background work, to be killed by tests: server.ts [DISTRICT JOB], with a job nothing but that one.
import { startBackgroundWork, workOn } from "@/lib/background/worker";

const [, , districtId, jobId] = process.argv;
if (districtId && jobId) await workOn({ districtId, jobId });
else await startBackgroundWork();
