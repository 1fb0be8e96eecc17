import { setTimeout as sleep } from "node:timers/promises";
import { reportPath } from "@/lib/domain/words/report-path";
import { withClient } from "@/lib/platform/postgres/client";
import { realUnitCode } from "@/prisma/seed/demo-units";
import { seatPeople, type SeatedPerson } from "@/scripts/seated-people";
import type { WebServer } from "@/scripts/serve";
import {
  cpuSeconds,
  cpuSecondsOfFamily,
  cpuSecondsOfMachine,
  parentOf,
  residentMegabytes,
} from "./measuring/processes";
import { print, summarize } from "./measuring/statistics";

/** How many people save at once, and for how long that is counted. The last is the evening before a deadline. */
const STEPS = [
  { people: 50, seconds: 20 },
  { people: 100, seconds: 20 },
  { people: 200, seconds: 60 },
] as const;

/** Before anything is counted of a step. */
const WARM_UP_MS = 5_000;

/** Each saves a cell every one to two seconds. */
const PAUSES_MS = [1_000, 2_000] as const;

/** Readers of public pages, each with a page a second. */
const READERS = 10;
const read = [reportPath({ unitCode: realUnitCode, year: 2021 }), "/", "/d/2021/rank/expenditure", "/search?q=学校"];

const cell = { sheet: "procurement", row: "goods", fund: "", column: "toSmallAndMicro" } as const;

interface Counted {
  saves: number[];
  reads: number[];
  errors: string[];
}

/**
 * People at desks of their own, beside readers: how long saving takes, and which process is full first. The people are
 * played by this process, on the same cores.
 */
export async function benchLoad({ url, pids, frontPid }: WebServer, databaseUrl: string): Promise<void> {
  console.log(
    `People who save a cell each every ${PAUSES_MS.join(" to ")} ms, beside ${READERS} readers; ` +
      `processes of the application: ${pids.length}`,
  );
  const most = Math.max(...STEPS.map(({ people }) => people));
  const seated = await seatPeople({ databaseUrl, siteUrl: url }, most);
  const postmaster = await withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    return parentOf(rows[0]!.pid);
  });
  const processes = {
    application: () => pids.reduce((sum, pid) => sum + cpuSeconds(pid), 0),
    front: () => cpuSeconds(frontPid),
    PostgreSQL: () => cpuSecondsOfFamily(postmaster),
    "the people themselves": () => cpuSeconds(process.pid),
    "the whole machine": cpuSecondsOfMachine,
  };
  const names = Object.keys(processes) as (keyof typeof processes)[];
  const revisions = new Map<SeatedPerson, number>();
  for (const { people, seconds } of STEPS) {
    const counted: Counted = { saves: [], reads: [], errors: [] };
    let isOver = false;
    let isCounting = false;
    const work = [
      ...seated.slice(0, people).map(async (person, at) => {
        // The first edit of each falls into the first two seconds.
        await sleep((at * PAUSES_MS[1]) / people);
        for (let round = 0; !isOver; round += 1) {
          const begun = performance.now();
          const problem = await save(person, revisions, at * 1_000 + round);
          if (isCounting) {
            counted.saves.push(performance.now() - begun);
            if (problem !== null) counted.errors.push(problem);
          }
          await sleep(PAUSES_MS[0] + ((at * 37 + round * 311) % (PAUSES_MS[1] - PAUSES_MS[0])));
        }
      }),
      ...Array.from({ length: READERS }, async (_, at) => {
        await sleep((at * 1_000) / READERS);
        for (let round = 0; !isOver; round += 1) {
          const begun = performance.now();
          const path = read[(at + round) % read.length]!;
          const answer = await fetch(url + path);
          await answer.arrayBuffer();
          if (isCounting) {
            counted.reads.push(performance.now() - begun);
            if (!answer.ok) counted.errors.push(`${path}: ${answer.status}`);
          }
          await sleep(1_000);
        }
      }),
    ];
    await sleep(WARM_UP_MS);
    const before = worked(processes);
    const begun = performance.now();
    isCounting = true;
    await sleep(seconds * 1_000);
    isCounting = false;
    const passed = (performance.now() - begun) / 1_000;
    const after = worked(processes);
    isOver = true;
    await Promise.all(work);
    const saves = summarize(counted.saves);
    print(`${people} people: a save${people === most ? " (aim: p95 < 300 ms)" : ""}`, saves);
    print(`${people} people: a public page`, summarize(counted.reads));
    const used = (name: keyof typeof processes) => after[name] - before[name];
    const shares = names.map((name) => `${name} ${((used(name) / passed) * 100).toFixed(0)} %`);
    const each = ((used("application") * 1_000) / saves.count).toFixed(1);
    console.log(`  ${saves.count} saves, ${(saves.count / passed).toFixed(0)} a second; ${errorsIn(counted)}`);
    console.log(
      `  of a core each: ${shares.join(", ")}; ${each} ms of the application for a save and what is read beside it`,
    );
    const kept = pids.map((pid) => residentMegabytes(pid)).join(" + ");
    console.log(`  resident memory: application ${kept} MB, front ${residentMegabytes(frontPid)} MB`);
  }
}

type Answer = { ok: boolean; reasons?: string[]; data?: { results: { ok: boolean; revision: number }[] } };

/** @returns why it was not saved. */
async function save(
  person: SeatedPerson,
  revisions: Map<SeatedPerson, number>,
  amount: number,
): Promise<string | null> {
  const baseRevision = revisions.get(person) ?? 0;
  const edits = [{ address: cell, input: String(amount), baseRevision }];
  try {
    const answer = await person.client.callAction<Answer>("saveCellsAction", person.path, [
      { versionId: person.versionId, how: "typed", unit: "yuan", edits },
    ]);
    const [result] = answer.data?.results ?? [];
    if (result) revisions.set(person, result.revision);
    // What the copied draft had in the cell is known from the first answer on.
    return answer.ok && (result!.ok || baseRevision === 0) ? null : (answer.reasons?.join(" ") ?? "a conflict");
  } catch (error) {
    return String(error);
  }
}

/** Seconds of each, since it began. */
function worked<Name extends string>(processes: Record<Name, () => number>): Record<Name, number> {
  const seconds = Object.entries<() => number>(processes).map(([name, of]) => [name, of()] as const);
  return Object.fromEntries(seconds) as Record<Name, number>;
}

function errorsIn({ errors, saves, reads }: Counted): string {
  const first = errors[0] === undefined ? "" : ` (the first: ${errors[0]})`;
  return `${errors.length} errors of ${saves.length + reads.length} requests${first}`;
}
