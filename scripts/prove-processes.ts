// An installation of two processes: both serve, what one has written the other one knows, they count together, and while
// one is killed the other one goes on.
import { setTimeout as sleep } from "node:timers/promises";
import { HttpClient } from "@/e2e/support/http-client";
import { costlyLimit } from "@/lib/platform/action-limits";
import { demoPassword, demoPeople } from "@/prisma/seed/demo-people";
import { query } from "./drill";
import { drillSecret, drillToken, withDrillServer, type DrillOptions, type DrillServer } from "./drill-server";
import { amountsFrom, keepSaving, lostSaves, more, saverOf, type Saver } from "./keep-saving";
import { seatPeople } from "./seated-people";
import { type Count, noTests, sumOf } from "./test-results";

const PROCESSES = 2;
const PEOPLE = 10;

/** Saves of a process that has answered long enough to be one of two. */
const ANSWERED = 10;

/**
 * Nobody may wait longer from a refused save to one that goes through; milliseconds. On a machine that others fill, where
 * even this takes longer, not as long as a process takes to be back.
 */
const LONGEST_REFUSAL = 1_500;

/** Each step that held counts. */
export async function proveProcesses(options: DrillOptions): Promise<Count> {
  return withDrillServer({ ...options, processes: PROCESSES }, async (drill) => {
    Object.assign(process.env, { DATABASE_URL: drill.url, NEXTAUTH_SECRET: drillSecret });
    const counts: Count[] = [];
    const prove = async (name: string, work: () => Promise<string | null>) => {
      const problem = await work();
      console.log(`${problem === null ? "ok  " : "FAIL"} ${name}${problem === null ? "" : `: ${problem}`}`);
      counts.push(
        problem === null ? { ...noTests, passed: 1 } : { ...noTests, failed: 1, failures: [`${name}: ${problem}`] },
      );
    };
    await prove("both serve, and are measured as one", () => bothServe(drill));
    const seated = await seatPeople({ databaseUrl: drill.url, siteUrl: drill.server.url }, PEOPLE);
    const savers = seated.map(saverOf);
    await prove("what one has saved, the other one shows with its next answer", () => bothKnow(drill, savers[0]!));
    await prove("failed sign-ins are counted together", () => signInsTogether(drill));
    await prove("calls that cost much are counted together", () => callsTogether(drill));
    await prove("who has signed out is signed out for both", () => signedOutForBoth(drill));
    await prove("either is killed while people save: nothing is lost, and nobody is refused for long", () =>
      killedInTurn(drill, savers, options.kills),
    );
    return sumOf(counts);
  });
}

async function bothServe({ server }: DrillServer): Promise<string | null> {
  // Requests that come one after the other go to each in its turn.
  for (let nth = 0; nth < 2 * PROCESSES; nth += 1) await (await fetch(`${server.url}/api/health`)).text();
  const text = await measured(server.url);
  const answered = countOf(text, "mingzhang_request_seconds_count", 'class="operation",status="200"');
  if (answered.size !== PROCESSES) return `of ${PROCESSES} processes ${answered.size} have answered`;
  const told = text.match(/^# TYPE mingzhang_database_up /gm)?.length;
  return told === 1 ? null : `the database is told of ${told} times`;
}

async function measured(url: string): Promise<string> {
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${drillToken}` } });
  return answer.text();
}

/** What each process has counted of a series, by its number. */
function countOf(text: string, name: string, labels: string): Map<number, number> {
  const lines = text.split("\n").filter((line) => line.startsWith(`${name}{`) && line.includes(labels));
  return new Map(
    lines.flatMap((line) => {
      const [, number, count] = /process="(\d+)".* (\d+)$/.exec(line) ?? [];
      return number === undefined ? [] : [[Number(number), Number(count)] as const];
    }),
  );
}

/** Waits until a process that has just started answers as the others do: its first answers take a second or more. */
async function answersSaves(url: string, number: number): Promise<void> {
  for (let patience = 600; ; patience -= 1) {
    const saved = countOf(
      await measured(url),
      "mingzhang_action_seconds_count",
      'action="saveCellsAction",outcome="done"',
    );
    if ((saved.get(number) ?? 0) >= ANSWERED) return;
    if (patience === 0) throw new Error(`process ${number} saves nothing`);
    await sleep(100);
  }
}

/** A save goes to one; its page is read from each, so often that both have had their turn. */
async function bothKnow({ url }: DrillServer, saver: Saver): Promise<string | null> {
  for (let round = 0; round < 5; round += 1) {
    const amount = 7_310_000 + round;
    await keepSaving(saver, { amounts: [amount], url });
    for (let nth = 0; nth < 2 * PROCESSES; nth += 1) {
      const page = await (await saver.client.request(saver.path)).text();
      // The page has fen.
      if (!page.includes(`${amount}00`)) return `${amount} is not in answer ${nth + 1}`;
    }
  }
  return saver.problem;
}

async function signInsTogether({ server, url }: DrillServer): Promise<string | null> {
  const { username } = demoPeople.secondReviewer;
  for (let failure = 0; failure < 4; failure += 1)
    await HttpClient.signedIn(server.url, username, "not the password").catch(() => undefined);
  const [row] = await query<{ points: number }>(url, "SELECT points FROM rate_limit WHERE starts_with(key, $1)", [
    `attempt-failures:${username}|`,
  ]);
  return row?.points === 4 ? null : `${row?.points} of 4 are counted`;
}

async function callsTogether({ server }: DrillServer): Promise<string | null> {
  const reviewer = await HttpClient.signedIn(server.url, demoPeople.reviewer.username, demoPassword);
  let allowed = 0;
  // Refused for its filter after it was counted, so that none of them costs anything.
  for (let call = 0; call < 2 * costlyLimit.calls; call += 1) {
    const { status } = await reviewer.request("/lists/findings/csv?year=1");
    if (status === 400) allowed += 1;
    else if (status !== 429) return `answered with ${status}`;
  }
  const most = costlyLimit.calls * (1 + (PROCESSES - 1) / 10);
  return allowed <= most && allowed >= costlyLimit.calls / 2
    ? null
    : `${allowed} calls of ${costlyLimit.calls} went through`;
}

/** Somebody who is signed in twice ends all of it with one of the two. */
async function signedOutForBoth({ server, url }: DrillServer): Promise<string | null> {
  const { username } = demoPeople.preparerOfSchools;
  const clients = [
    await HttpClient.signedIn(server.url, username, demoPassword),
    await HttpClient.signedIn(server.url, username, demoPassword),
  ] as const;
  const areIn = async () => {
    const found: boolean[] = [];
    for (let nth = 0; nth < PROCESSES; nth += 1)
      for (const client of clients) found.push((await client.request("/account/sessions")).status === 200);
    return found;
  };
  if ((await areIn()).includes(false)) return "was not signed in";
  const [user] = await query<{ id: string }>(url, "SELECT id FROM app_user WHERE username = $1", [username]);
  const answer = await clients[0].callAction<{ ok: boolean }>("endAllSessionsAction", "/account/sessions", [
    { userId: user!.id },
  ]);
  if (!answer.ok) return "could not sign out";
  return (await areIn()).includes(true) ? "was still signed in" : null;
}

/** kill -9 of one and then the other, each once the one before is back. */
async function killedInTurn(
  { server, url }: DrillServer,
  savers: readonly Saver[],
  kills: number,
): Promise<string | null> {
  let isOver = false;
  const work = Promise.all(
    savers.map((saver, at) => keepSaving(saver, { amounts: amountsFrom(at * 100_000 + 1), url, isOver: () => isOver })),
  );
  const count = () => savers.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
  const restarts: number[] = [];
  for (let round = 0; round < kills; round += 1) {
    for (let number = 1; number <= PROCESSES; number += 1) await answersSaves(server.url, number);
    await sleep((round * 137) % 300);
    const pid = server.pids[round % PROCESSES]!;
    const killed = performance.now();
    process.kill(pid, "SIGKILL");
    await server.answersAgain(pid);
    restarts.push(performance.now() - killed);
  }
  await more(count, 2 * savers.length);
  isOver = true;
  await work;
  const problems = [...savers.flatMap(({ problem }) => problem ?? []), ...(await lostSaves(url, savers))];
  const quickest = Math.min(...restarts);
  const longest = Math.max(...savers.map(({ longestRefusal }) => longestRefusal));
  const unanswered = savers.reduce((sum, saver) => sum + saver.unanswered, 0);
  console.log(
    `     ${kills} kills, ${count()} saves acknowledged, ${unanswered} not answered and sent again, ` +
      `the longest time until one went through ${longest.toFixed(0)} ms; a process was back after ${quickest.toFixed(0)} ms at least`,
  );
  if (longest > Math.max(LONGEST_REFUSAL, quickest)) problems.push(`somebody was refused for ${longest.toFixed(0)} ms`);
  return problems[0] ?? null;
}
