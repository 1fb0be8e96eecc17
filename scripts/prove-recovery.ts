// kill -9 of the web server and of PostgreSQL in the middle of autosaving: every acknowledged save is there afterwards,
// and none is half there. In the middle of background work: each report has gone through its step once.
import { setTimeout as sleep } from "node:timers/promises";
import { HttpClient } from "@/e2e/support/http-client";
import { findVersionContext } from "@/lib/features/versions/data";
import { closeDb } from "@/lib/platform/db";
import { demoPassword, demoPeople } from "@/prisma/seed/demo-people";
import { copyReport } from "@/prisma/seed/test-district";
import { draftPath, findDraft, query } from "./drill";
import {
  drillSecret,
  kill,
  victims,
  withDrillServer,
  type DrillOptions,
  type DrillServer,
  type Victim,
} from "./drill-server";
import { type Count, noTests, sumOf } from "./test-results";

/** Three cells that one save writes together: all or none of them. */
const subjects = ["goods", "works", "services"] as const;
const column = "toSmallAndMicro";

interface Stored {
  subject: string;
  amount: string;
  revision: number;
  /** The newest change in the history of the cell. */
  changed: string;
  changedRevision: number;
}

interface Bench extends DrillServer {
  client: HttpClient;
  versionId: string;
}

/** Runs as many rounds as there are kills; one counts as passed when the database tells the same story as the acknowledgements. */
export async function proveRecovery(options: DrillOptions): Promise<Count> {
  return withDrillServer(options, async (drill) => {
    const client = await HttpClient.signedIn(drill.server.url, demoPeople.preparer.username, demoPassword);
    const bench: Bench = { ...drill, client, versionId: await findDraft(drill.url) };
    const counts: Count[] = [];
    const tell = (what: string, problem: string | null) => {
      const line = problem === null ? what : `${what}: ${problem}`;
      console.log(`${problem === null ? "ok  " : "FAIL"} ${line}`);
      counts.push(problem === null ? { ...noTests, passed: 1 } : { ...noTests, failed: 1, failures: [line] });
    };
    for (let round = 1; round <= options.kills; round++) {
      const victim = victims[(round - 1) % victims.length]!;
      tell(`${round}: kill -9 of the ${victim}`, await crash(bench, round, victim));
    }
    tell("kill -9 of the web server in the middle of background work", await crashAtWork(bench));
    return sumOf(counts);
  });
}

/** One round: saves without pause, kills, brings back, compares. */
async function crash(bench: Bench, round: number, victim: Victim): Promise<string | null> {
  let revisions = new Map((await readCells(bench)).map(({ subject, revision }) => [subject, revision]));
  let acknowledged = 0;
  let isOver = false;
  const saving = (async () => {
    for (let value = round * 100_000 + 1; !isOver; value++) {
      const edits = subjects.map((row) => ({
        address: { sheet: "procurement", row, fund: "", column },
        input: String(value),
        baseRevision: revisions.get(row) ?? 0,
      }));
      const answer = await bench.client
        .callAction<{ ok: boolean; data?: { results: { ok: boolean; revision: number }[] } }>(
          "saveCellsAction",
          draftPath,
          [{ versionId: bench.versionId, how: "typed", unit: "yuan", edits }],
        )
        .catch(() => null);
      if (!answer?.ok) return;
      if (answer.data!.results.some(({ ok }) => !ok)) throw new Error("an acknowledged revision was not there");
      acknowledged = value;
      revisions = new Map(answer.data!.results.map(({ revision }, at) => [subjects[at]!, revision]));
    }
  })();
  // A server that has just come back needs a moment for its first answer.
  for (let patience = 200; acknowledged === 0 && patience > 0; patience--) await sleep(100);
  await sleep(100 + ((round * 137) % 400));
  const back = await kill(bench, victim);
  await sleep(50);
  isOver = true;
  await saving;

  const moved = await back();
  if (moved !== null) return moved;
  if (acknowledged === 0) return "nothing was saved before the kill";
  const cells = await readCells(bench);
  const stored = new Set(cells.map(({ amount }) => Number(amount)));
  if (stored.size !== 1) return `a save is half there: ${[...stored].join(", ")}`;
  const [value] = stored;
  if (value! < acknowledged) return `acknowledged ${acknowledged}, stored ${value}`;
  if (value! > acknowledged + 1) return `stored ${value}, which was never sent`;
  const unequal = cells.find(
    ({ amount, revision, changed, changedRevision }) =>
      Number(changed) !== Number(amount) || changedRevision !== revision,
  );
  return unequal ? `the history of ${unequal.subject} tells another story` : null;
}

function readCells({ url, versionId }: Bench): Promise<Stored[]> {
  return query<Stored>(
    url,
    `SELECT l.subject, l.amount, l.revision, c.new_value AS changed, c.revision AS "changedRevision"
     FROM budget_line l
     JOIN LATERAL (SELECT new_value, revision FROM cell_change WHERE version_id = l.version_id AND address = 'procurement:' || l.subject || '::' || l.column_id ORDER BY id DESC LIMIT 1) c ON true
     WHERE l.version_id = $1 AND l.sheet = 'procurement' AND l.column_id = $2 AND l.subject = ANY($3)`,
    [versionId, column, subjects],
  );
}

const AT_WORK = 40;

/** 开始审核 of many reports as a background job, whose server is killed after the first ones. */
async function crashAtWork({ url, server, versionId }: Bench): Promise<string | null> {
  Object.assign(process.env, { DATABASE_URL: url, NEXTAUTH_SECRET: drillSecret });
  const [submitted] = await query<{ id: string; district: string; by: string }>(
    url,
    `SELECT v.id, v.district_id AS district, v.submitted_by AS by FROM report_version v, report_version draft
     WHERE draft.id = $1 AND v.district_id = draft.district_id AND v.status = 'submitted' LIMIT 1`,
    [versionId],
  );
  const source = (await findVersionContext(submitted!.district, submitted!.id))!;
  const versionIds = await copyReport(source, AT_WORK, { submittedBy: submitted!.by });
  await closeDb();
  const reviewer = await HttpClient.signedIn(server.url, demoPeople.reviewer.username, demoPassword);
  const answer = await reviewer.callAction<{ ok: boolean; data: { jobId: string } }>("askForStepAction", "/review", [
    { step: "beginReview", versions: versionIds.map((id) => ({ versionId: id, revision: 0 })) },
  ]);
  if (!answer.ok) return `nothing was asked for: ${JSON.stringify(answer)}`;
  const count = async (condition: string) => {
    const [row] = await query<{ n: number }>(
      url,
      `SELECT count(*)::int AS n FROM background_job_item WHERE job_id = $1 AND ${condition}`,
      [answer.data.jobId],
    );
    return row!.n;
  };
  while ((await count("state = 'done'")) < 3) await sleep(20);
  const pid = server.pids[0]!;
  process.kill(pid, "SIGKILL");
  if ((await count("state = 'waiting'")) === 0) return "all was done before the kill";
  await server.answersAgain(pid);
  // The one that the killed server was at waits for its lease.
  for (let patience = 900; (await count("state = 'waiting'")) > 0; patience--) {
    if (patience === 0) return "the work was not gone on with";
    await sleep(100);
  }
  const steps = await query<{ times: number }>(
    url,
    `SELECT count(*)::int AS times FROM workflow_event WHERE version_id = ANY($1) AND step = 'beginReview' GROUP BY version_id`,
    [versionIds],
  );
  const once = steps.filter(({ times }) => times === 1).length;
  return once === AT_WORK ? null : `${once} of ${AT_WORK} reports went through the step once`;
}
