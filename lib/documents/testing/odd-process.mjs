// A process for helper-processes.test.ts: answers, or does what it is told.
process.on("message", ({ id, task }) => {
  if (task === "crash") process.exit(3);
  if (task === "kill") process.kill(process.pid, "SIGKILL");
  if (task === "alarm") process.kill(process.pid, "SIGALRM");
  if (task === "hang") for (;;);
  setTimeout(
    () => process.send({ id, memory: task === "grow" ? 1_000_000 : 1_000, pid: process.pid }),
    task === "slow" ? 300 : 0,
  );
});
process.on("disconnect", () => process.exit(0));
