// A thread beside the one that reads a file: ends the whole process when the file costs too much. The reading thread
// cannot look up from a loop, and the limits of V8 do not count what lies outside its heap. Plain JavaScript, so that
// it begins before anything is compiled.
import { workerData } from "node:worker_threads";

const EVERY_MS = 20;

/** `until`: processor time (microseconds) at which the file must have been read; no file, no end. */
const { until, memoryLimitBytes } = workerData;

setInterval(() => {
  const { user, system } = process.cpuUsage();
  if (process.memoryUsage.rss() > memoryLimitBytes) end("SIGKILL");
  else if (user + system > until[0]) end("SIGALRM");
}, EVERY_MS);

/** helper-processes.ts tells the reason by the signal; a system that does not know the signal has one that it knows. */
function end(signal) {
  try {
    process.kill(process.pid, signal);
  } catch {
    process.kill(process.pid, "SIGKILL");
  }
}
