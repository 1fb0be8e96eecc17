// A client with a thread of its own, so that what the benchmark does itself does not count: asks for a page every 50 ms
// and keeps the longest answer.
import { parentPort, workerData } from "node:worker_threads";

const { url, everyMs } = workerData;
let longest = 0;
const open = new Set();

setInterval(() => {
  const started = performance.now();
  open.add(started);
  fetch(url)
    .then((answer) => answer.arrayBuffer())
    .catch(() => undefined)
    .finally(() => {
      open.delete(started);
      longest = Math.max(longest, performance.now() - started);
    });
}, everyMs);

parentPort.on("message", () => {
  const now = performance.now();
  parentPort.postMessage(Math.max(longest, ...[...open].map((started) => now - started)));
  longest = 0;
});
