import { HttpClient } from "@/e2e/support/http-client";
import { demoPassword, demoPeople } from "@/prisma/seed/demo-people";
import { realUnitCode } from "@/prisma/seed/demo-units";
import { withClient } from "@/lib/platform/postgres/client";
import { findDraft } from "@/scripts/drill";
import { print, printRatio, timeAsync } from "./measuring/statistics";

const ROUNDS = { warmUp: 100, counted: 600 };
const YEAR = 2022;

/**
 * A cell saved over HTTP (session, permission, parsing, revision check, history, commit) against a bare UPDATE with
 * commit on the same server. The round trip of an action that does nothing is taken off first.
 */
export async function benchSaving(baseUrl: string, databaseUrl: string): Promise<void> {
  console.log("Saving a cell over HTTP");
  await withClient(databaseUrl, async (client) => {
    const versionId = await findDraft(databaseUrl, realUnitCode, YEAR);
    const address = { sheet: "procurement", row: "works", fund: "", column: "amount" };
    const browser = await HttpClient.signedIn(baseUrl, demoPeople.preparer.username, demoPassword);
    const path = `/desk/${realUnitCode}/${YEAR}`;

    const { rows: lines } = await client.query<{ revision: number }>(
      "SELECT revision FROM budget_line WHERE version_id = $1 AND sheet = $2 AND subject = $3 AND column_id = $4",
      [versionId, address.sheet, address.row, address.column],
    );
    let revision = lines[0]?.revision ?? 0;
    const saving = await timeAsync(async (round) => {
      const answer = await browser.callAction<{ ok: boolean }>("saveCellsAction", path, [
        {
          versionId,
          how: "typed",
          unit: "yuan",
          edits: [{ address, input: String(1000 + round), baseRevision: revision }],
        },
      ]);
      if (!answer.ok) throw new Error(`not saved: ${JSON.stringify(answer)}`);
      revision += 1;
    }, ROUNDS);
    print("save one cell, action over HTTP", saving);

    // Refused for want of a session, before anything is read or asked: the cost of HTTP and Next alone.
    const stranger = new HttpClient(baseUrl);
    const empty = await timeAsync(() => stranger.callAction("saveCellsAction", path, [{}]), ROUNDS);
    print("empty action over HTTP", empty);

    await client.query("CREATE TABLE bench_line (id integer PRIMARY KEY, amount numeric(18,2) NOT NULL)");
    await client.query("INSERT INTO bench_line VALUES (1, 0)");
    const update = await timeAsync(
      (round) =>
        client.query({ name: "bench-update", text: "UPDATE bench_line SET amount = $1 WHERE id = 1", values: [round] }),
      ROUNDS,
    );
    print("baseline: bare pg UPDATE with commit", update);
    printRatio(
      "median beyond the empty action, to the bare UPDATE",
      (saving.median - empty.median) / update.median,
      "≤ 3",
    );
  });
}
