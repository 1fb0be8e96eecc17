import { randomUUID } from "node:crypto";
import { now } from "@/lib/platform/clock";
import { withClient } from "@/lib/platform/postgres/client";
import { kindNames, type InstallationRecord } from "@/lib/platform/postgres/installation-record";
import { demoLogins } from "@/prisma/seed/demo-people";

type Kind = InstallationRecord["kind"];

/** What a database holds. `id` is `null` in one that was filled before installations had numbers. */
export interface FoundInstallation {
  id: string | null;
  kind: Kind;
}

interface Circumstances {
  /** What the installation remembers outside the database. */
  record: InstallationRecord | null;
  /** `null`: the database holds no district. */
  found: FoundInstallation | null;
  asked: { demo: boolean; empty: boolean };
  /** Whether it is the server that comes with the product; another is somebody's own (DATABASE_URL). */
  isEmbedded: boolean;
  recordFile: string;
}

/** What a start does with its database before it serves it, or why it does not start. */
export type StartPlan = { fill: Kind | null; kind: Kind } | { refusal: string };

/**
 * A demo, whose passwords everybody knows, is loaded where it was asked for, or where nothing ever was and nobody named
 * a server of their own. A database that is not the one remembered is not served.
 */
export function planStart({ record, found, asked, isEmbedded, recordFile }: Circumstances): StartPlan {
  if (asked.demo && asked.empty)
    return { refusal: "--demo 与 --empty 不能同时使用。/ --demo and --empty exclude each other." };
  const wanted: Kind | null = asked.demo ? "demo" : asked.empty ? "real" : null;

  if (found === null) {
    if (record) {
      return {
        refusal:
          `数据库是空的，而本系统原有${kindNames[record.kind]}（${record.since.slice(0, 10)} 起，编号 ${record.id}）。没有载入任何数据，系统没有启动。\n` +
          `请核对 DATABASE_URL，或从备份恢复（npm run cli -- restore 备份文件）；确实要放弃原有数据的，删除 ${recordFile} 后启动。\n` +
          `The database is empty, but this installation has held data (${record.kind}, ${record.id}). Check DATABASE_URL, ` +
          `restore a backup (npm run cli -- restore FILE), or delete ${recordFile} to begin anew.`,
      };
    }
    if (wanted) return { fill: wanted, kind: wanted };
    if (isEmbedded) return { fill: "demo", kind: "demo" };
    return {
      refusal:
        "DATABASE_URL 所指的数据库是空的。请写明要建立哪一种：\n" +
        "  正式 / real: npm start -- --empty --district-code 371311 --district-name 罗庄区\n" +
        "  演示（口令公开）/ demo, public passwords: npm start -- --demo\n" +
        "The database of DATABASE_URL is empty; say which of the two it is to become.",
    };
  }

  if (record && found.id !== null && found.id !== record.id) {
    return {
      refusal:
        `这不是本系统的数据库：其中是${kindNames[found.kind]}（编号 ${found.id}），本系统原有${kindNames[record.kind]}（编号 ${record.id}）。系统没有启动。\n` +
        `请核对 DATABASE_URL 或数据库文件夹；确实要改用这个数据库的，删除 ${recordFile} 后启动。\n` +
        `This is another installation's database (${found.kind}, ${found.id}; expected ${record.kind}, ${record.id}). Check DATABASE_URL, or delete ${recordFile} to use it from now on.`,
    };
  }
  const isExpected = wanted === null || wanted === found.kind;
  const kind = record?.kind ?? found.kind;
  if (!isExpected || kind !== found.kind) {
    return {
      refusal:
        `数据库中是${kindNames[found.kind]}，要求的是${kindNames[wanted ?? kind]}。系统没有启动，数据未改动。请换用另一个数据库，或用 MINGZHANG_DATA 指定另一个数据文件夹。\n` +
        `The database holds ${found.kind} data, ${wanted ?? kind} was expected. Name another database, or another data folder with MINGZHANG_DATA.`,
    };
  }
  // A real installation whose first start was interrupted is completed by the next.
  return { fill: wanted === "real" ? "real" : null, kind };
}

/** What the database of an address holds, whether or not it has all migrations; `null`: no district. */
export async function findInstallation(url: string): Promise<FoundInstallation | null> {
  return withClient(url, async (client) => {
    const has = async (table: string) =>
      (await client.query("SELECT to_regclass($1) IS NOT NULL AS has", [`public.${table}`])).rows[0].has as boolean;
    if (!(await has("district")) || (await client.query("SELECT FROM district LIMIT 1")).rowCount === 0) return null;
    const entered = (await has("installation"))
      ? (await client.query<{ id: string; kind: Kind }>("SELECT id, kind FROM installation")).rows[0]
      : undefined;
    if (entered) return entered;
    // From before there was such a row: a database that holds every account whose password the source code shows is a
    // demo.
    const names = demoLogins().map(({ username }) => username);
    const { rowCount } = await client.query("SELECT FROM app_user WHERE username = ANY($1)", [names]);
    return { id: null, kind: (rowCount ?? 0) >= names.length ? "demo" : "real" };
  });
}

/** Enters into the database whose it is, unless that has been done; returns what it says. */
export async function enterInstallation(url: string, kind: Kind): Promise<InstallationRecord> {
  return withClient(url, async (client) => {
    await client.query("INSERT INTO installation (id, kind, since) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", [
      randomUUID(),
      kind,
      now(),
    ]);
    const { rows } = await client.query<{ id: string; kind: Kind; since: Date }>(
      "SELECT id, kind, since FROM installation",
    );
    const [row] = rows;
    return { ...row!, since: row!.since.toISOString() };
  });
}
