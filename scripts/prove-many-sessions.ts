// kill -9 of the web server and of PostgreSQL, again and again, while many people save, each their own report: every save
// that was acknowledged is in the history of its cell, and the cell has the newest.
import { setTimeout as sleep } from "node:timers/promises";
import { query } from "./drill";
import { drillSecret, kill, victims, withDrillServer, type DrillOptions } from "./drill-server";
import { seatPeople, type SeatedPerson } from "./seated-people";
import { type Count, noTests } from "./test-results";

const cell = { sheet: "procurement", row: "goods", fund: "", column: "toSmallAndMicro" } as const;

/** Saves that are acknowledged between two kills, for each person on average. */
const BETWEEN = 0.5;

/** A person at work, and what came of it. */
interface Saver extends SeatedPerson {
  /** Amounts in yuan that the server said it has. */
  acknowledged: number[];
  /** Answers that did not come or refused in words. */
  unanswered: number;
  problem: string | null;
}

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
    const savers = seated.map((person): Saver => ({ ...person, acknowledged: [], unanswered: 0, problem: null }));
    let isOver = false;
    const work = Promise.all(savers.map((saver, at) => keepSaving(saver, at, () => isOver, drill.url)));
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

/** Waits for so many further acknowledged saves. */
async function more(count: () => number, wanted: number): Promise<void> {
  const until = count() + wanted;
  for (let patience = 1_800; count() < until; patience -= 1) {
    if (patience === 0) throw new Error("nobody could save any more");
    await sleep(100);
  }
}

type Answer = { ok: boolean; data?: { results: { ok: boolean; revision: number }[] } };

/** Types one amount after the other; what is not answered is sent again as the desk does, until it is known to be there. */
async function keepSaving(saver: Saver, at: number, isOver: () => boolean, url: string): Promise<void> {
  const { client, path, versionId } = saver;
  let revision = (await readCell(url, versionId))?.revision ?? 0;
  for (let amount = at * 100_000 + 1; !isOver(); amount += 1) {
    for (let isKnown = false; !isKnown; ) {
      const edits = [{ address: cell, input: String(amount), baseRevision: revision }];
      const answer = await client
        .callAction<Answer>("saveCellsAction", path, [{ versionId, how: "typed", unit: "yuan", edits }])
        .catch(() => null);
      const [result] = answer?.ok ? answer.data!.results : [];
      if (result?.ok) {
        saver.acknowledged.push(amount);
        revision = result.revision;
        isKnown = true;
      } else if (result) {
        // A conflict with oneself: it was stored, and its answer was lost.
        const stored = await readCell(url, versionId);
        if (stored?.amount !== amount || stored.revision !== revision + 1) {
          saver.problem = `${path}: ${JSON.stringify(stored)} in the place of ${amount}`;
          return;
        }
        revision = stored.revision;
        isKnown = true;
      } else {
        saver.unanswered += 1;
        if (isOver()) return;
        await sleep(250);
      }
    }
  }
}

async function readCell(url: string, versionId: string): Promise<{ amount: number; revision: number } | undefined> {
  const [row] = await query<{ amount: string; revision: number }>(
    url,
    "SELECT amount, revision FROM budget_line WHERE version_id = $1 AND sheet = $2 AND subject = $3 AND column_id = $4",
    [versionId, cell.sheet, cell.row, cell.column],
  );
  return row && { amount: Number(row.amount), revision: row.revision };
}

/** What was acknowledged and is not in the history of its cell, and cells that have not the newest. */
async function lostSaves(url: string, savers: readonly Saver[]): Promise<string[]> {
  const lost: string[] = [];
  for (const { path, versionId, acknowledged } of savers) {
    const history = await query<{ amount: string }>(
      url,
      "SELECT new_value AS amount FROM cell_change WHERE version_id = $1 AND address LIKE $2 ORDER BY revision",
      [versionId, `${cell.sheet}:${cell.row}:%:${cell.column}`],
    );
    const amounts = history.map(({ amount }) => Number(amount));
    const there = new Set(amounts);
    lost.push(...acknowledged.filter((amount) => !there.has(amount)).map((amount) => `${path}: ${amount} is lost`));
    const stored = await readCell(url, versionId);
    if (stored?.amount !== amounts.at(-1)) lost.push(`${path}: the cell is not what its history says`);
  }
  return lost;
}
