// A server that does nothing but background work, to be killed by tests.
import { startBackgroundWork } from "@/lib/background/worker";

await startBackgroundWork();
