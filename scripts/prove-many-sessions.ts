// kill -9 of the web server and of PostgreSQL, again and again, while many people save, each their own report: every save
// that was acknowledged is in the history of its cell, and the cell has the newest.
import { setTimeout as sleep } from "node:timers/promises";
import { drillSecret, kill, victims, withDrillServer, type DrillOptions } from "./drill-server";
import { amountsFrom, keepSaving, lostSaves, more, saverOf } from "./keep-saving";
import { seatPeople } from "./seated-people";
import { type Count, noTests } from "./test-results";

/** Saves that are acknowledged between two kills, for each person on average. */
const BETWEEN = 0.5;

/** As many kills as asked for, in turn; a run passes when no acknowledged save is lost. */
export async function proveManySessions({
  sessions,
  atLeast,
  ...options
}: DrillOptions & { sessions: number; atLeast: number }): Promise<Count> {
  return withDrillServer(options, async (drill) => {
    const begun = performance.now();
    Object.assign(process.env, { DATABASE_URL: drill.url, NEXTAUTH_SECRET: drillSecret });
    const seated = await seatPeople({ databaseUrl: drill.url, siteUrl: drill.server.url }, sessions);
    const savers = seated.map(saverOf);
    let isOver = false;
    const work = Promise.all(
      savers.map((saver, at) =>
        keepSaving(saver, { amounts: amountsFrom(at * 100_000 + 1), url: drill.url, isOver: () => isOver }),
      ),
    );
    const count = () => savers.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
    const outages: number[] = [];
    const problems: string[] = [];
    for (let round = 0; round < options.kills; round += 1) {
      await more(count, Math.ceil(sessions * BETWEEN));
      await sleep((round * 137) % 300);
      const killed = performance.now();
      const back = await kill(drill, victims[round % victims.length]!);
      const problem = await back();
      if (problem !== null) throw new Error(problem);
      await more(count, 1);
      outages.push(performance.now() - killed);
      if (outages.length % 10 === 0) console.log(`     ${outages.length} kills, ${count()} saves acknowledged`);
    }
    await more(count, Math.max(1, atLeast - count()));
    isOver = true;
    await work;
    problems.push(...savers.flatMap(({ problem }) => problem ?? []), ...(await lostSaves(drill.url, savers)));
    const slowest = Math.max(...outages) / 1_000;
    const usual = outages.toSorted((one, other) => one - other)[Math.floor(outages.length / 2)]! / 1_000;
    const line =
      `${options.kills} kills while ${sessions} sessions save: ${count()} saves acknowledged, ${problems.length} lost or wrong, ` +
      `${savers.reduce((sum, { unanswered }) => sum + unanswered, 0)} not answered and sent again; ` +
      `saving again after ${usual.toFixed(1)} s (median), ${slowest.toFixed(1)} s at most; ${((performance.now() - begun) / 1_000).toFixed(0)} s`;
    console.log(`${problems.length === 0 ? "ok  " : "FAIL"} ${line}`);
    return problems.length === 0
      ? { ...noTests, passed: 1 }
      : { ...noTests, failed: 1, failures: problems.slice(0, 10).map((problem) => `${line}: ${problem}`) };
  });
}
