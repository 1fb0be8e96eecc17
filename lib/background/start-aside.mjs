// The process that does one item of a job beside the servers (aside.ts): start-aside.mjs TASK ARGUMENTS. What leaves much
// behind that is collected late is collected here, and no request waits meanwhile. Its last message is the outcome.
import { setPriority } from "node:os";
import { register } from "tsx/esm/api";

process.on("disconnect", () => process.exit(1));
// Everybody's requests go first.
setPriority(10);
register();
const { runAside } = await import("./aside-tasks.ts");
const [, , task, ...given] = process.argv;
const outcome = await runAside(task, given);
// Connections to the database would keep the process.
if (process.send) process.send(outcome, () => process.exit(0));
else process.exit(0);
