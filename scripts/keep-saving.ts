// People who save without pause while servers are killed, and what came of what they saved.
import { setTimeout as sleep } from "node:timers/promises";
import { query } from "./drill";
import type { SeatedPerson } from "./seated-people";

const cell = { sheet: "procurement", row: "goods", fund: "", column: "toSmallAndMicro" } as const;

/** A person at work, and what came of it. */
export interface Saver extends SeatedPerson {
  /** Amounts in yuan that the server said it has. */
  acknowledged: number[];
  /** Answers that did not come or refused in words. */
  unanswered: number;
  /** From the first of these until a save went through, in milliseconds. */
  longestRefusal: number;
  problem: string | null;
}

export function saverOf(person: SeatedPerson): Saver {
  return { ...person, acknowledged: [], unanswered: 0, longestRefusal: 0, problem: null };
}

/** Amounts without end, each one more. */
export function* amountsFrom(first: number): Generator<number> {
  for (let amount = first; ; amount += 1) yield amount;
}

/** Waits for so many further acknowledged saves. */
export async function more(count: () => number, wanted: number): Promise<void> {
  const until = count() + wanted;
  for (let patience = 1_800; count() < until; patience -= 1) {
    if (patience === 0) throw new Error("nobody could save any more");
    await sleep(100);
  }
}

type Answer = { ok: boolean; data?: { results: { ok: boolean; revision: number }[] } };

/**
 * Types one amount after the other; what is not answered is sent again as the desk does, until it is known to be there.
 */
export async function keepSaving(
  saver: Saver,
  { amounts, url, isOver = () => false }: { amounts: Iterable<number>; url: string; isOver?: () => boolean },
): Promise<void> {
  const { client, path, versionId } = saver;
  let revision = (await readCell(url, versionId))?.revision ?? 0;
  let refusedSince: number | null = null;
  for (const amount of amounts) {
    for (let isKnown = false; !isKnown; ) {
      if (isOver()) return;
      const edits = [{ address: cell, input: String(amount), baseRevision: revision }];
      const answer = await client
        .callAction<Answer>("saveCellsAction", path, [{ versionId, how: "typed", unit: "yuan", edits }])
        .catch(() => null);
      const [result] = answer?.ok ? answer.data!.results : [];
      if (!result) {
        saver.unanswered += 1;
        refusedSince ??= performance.now();
        await sleep(250);
        continue;
      }
      if (refusedSince !== null)
        saver.longestRefusal = Math.max(saver.longestRefusal, performance.now() - refusedSince);
      refusedSince = null;
      isKnown = true;
      if (result.ok) {
        saver.acknowledged.push(amount);
        revision = result.revision;
        continue;
      }
      // A conflict with oneself: it was stored, and its answer was lost.
      const stored = await readCell(url, versionId);
      if (stored?.amount !== amount || stored.revision !== revision + 1) {
        saver.problem = `${path}: ${JSON.stringify(stored)} in the place of ${amount}`;
        return;
      }
      revision = stored.revision;
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
export async function lostSaves(url: string, savers: readonly Saver[]): Promise<string[]> {
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
