import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startServer } from "@/lib/background/testing/start-server";
import { verify } from "@/lib/cli/verify";
import { readList } from "@/lib/documents/lists/read-list";
import { documentFormats } from "@/lib/domain/document/file-formats";
import { textSlots } from "@/lib/domain/words/facts";
import { portalColumns } from "@/lib/domain/lists/portal-columns";
import { sheetOfList, understandList } from "@/lib/domain/lists/understood-list";
import { setPortalAddress } from "@/lib/features/portal-addresses/mutations";
import { eachPart, findVolume, listPackages } from "@/lib/features/portal-packages/data";
import { askForPackage, emptyOldPackages } from "@/lib/features/portal-packages/mutations";
import type { AskForPackageInput } from "@/lib/features/portal-packages/schema";
import { publicationFile } from "@/lib/features/publication/mutations";
import { askForAllProof } from "@/lib/features/proof/mutations";
import { db, pool } from "@/lib/platform/db";
import { withClient } from "@/lib/platform/postgres/client";
import { ownerPool } from "@/lib/platform/postgres/test-owner";
import {
  actorOf,
  createFreshDistrict,
  createReportIn,
  createTestDistrict,
  finishTestJob,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";
import { buildSiteIfNeeded } from "@/scripts/prepare";
import { coveredPages } from "@/site/covered-pages";
import { readStates } from "../store";
import { makeVolume } from "./make-volume";

vi.hoisted(() => void (process.env.NEXTAUTH_URL = "https://js.example.gov.cn"));

const steps = ["submit", "beginReview", "approve", "publish"] as const;
let district: TestDistrict;
const folders: string[] = [];

const actor = () => ({ ...actorOf(district.users.reviewer), id: district.users.reviewer.user.id });
const ask = (selection: AskForPackageInput["selection"] = "all", departmentId: string | null = null, year = 2021) =>
  askForPackage(district.id, actor(), { year, selection, departmentId });
async function asked(...given: Parameters<typeof ask>): Promise<{ jobId: string; packageId: string }> {
  const outcome = await ask(...given);
  if (!outcome.ok) throw new Error(outcome.reasons.join(""));
  const { jobId } = outcome.data;
  const { id } = await db().portalPackage.findFirstOrThrow({ where: { jobId } });
  return { jobId, packageId: id };
}
async function bytesOf(packageId: string): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  for await (const part of eachPart(district.id, packageId, 1)) parts.push(part);
  return Buffer.concat(parts);
}
/** Who asks for the same again while a job is at work is given that one. */
const endJob = (jobId: string) =>
  db().backgroundJob.update({
    where: { districtId_id: { districtId: district.id, id: jobId } },
    data: { state: "done", endedAt: new Date() },
  });
/** Makes the only volume here, and unpacks it. */
async function made(...given: Parameters<typeof ask>) {
  const { jobId, packageId } = await asked(...given);
  const outcome = await makeVolume({ districtId: district.id, packageId, nth: 1 });
  await endJob(jobId);
  const bytes = await bytesOf(packageId);
  return { outcome, packageId, bytes, files: bytes.length > 0 ? unzipSync(bytes) : {} };
}
function unpacked(files: Record<string, Uint8Array>): string {
  const folder = mkdtempSync(join(tmpdir(), "mingzhang-hand-over-"));
  folders.push(folder);
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  return folder;
}
async function verified(folder: string): Promise<{ code: number; said: string }> {
  const said: string[] = [];
  const spies = (["log", "error"] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation((text) => void said.push(String(text))),
  );
  const code = await verify(folder, {});
  for (const spy of spies) spy.mockRestore();
  return { code, said: said.join("\n") };
}
const sign = async () => {
  await askForAllProof(coveredPages());
  const job = await db().backgroundJob.findFirst({ where: { kind: "proof", state: { in: ["waiting", "running"] } } });
  if (job) await finishTestJob(district, job.id);
};

beforeAll(async () => {
  await buildSiteIfNeeded();
  district = await createTestDistrict("371301");
  const first = await createReportIn(district, steps);
  await createReportIn(district, steps, { unitId: district.units.b, by: district.users.preparerB });
  // A correction of the first, and a draft of another year and of a further correction.
  await stepTestReport(first, district.users.reviewer, "correct", "更正“三公”经费说明");
  await createReportIn(district, [], { year: 2020 });
  const draft = await db().reportVersion.findFirstOrThrow({ where: { districtId: district.id, number: 2 } });
  await db().textSlot.updateMany({
    where: { districtId: district.id, versionId: draft.id, slot: textSlots.duties },
    data: { text: "草稿的单位职责" },
  });
  for (const sequence of [1, 2])
    for (const format of documentFormats) await publicationFile(district.id, sequence, format);
  await sign();
}, 120_000);
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe("a package for the portal", () => {
  it("holds every published report as a page that needs nothing but its folder", async () => {
    const { outcome, files } = await made();
    expect(outcome).toEqual({ state: "done", reasons: [] });
    const names = Object.keys(files).sort();
    for (const code of ["101001", "101002"])
      for (const name of [
        "index.html",
        ...["pdf", "docx", "xlsx", "snapshot.json"].map((form) => `${code}-2021-v1.${form}`),
      ])
        expect(names).toContain(`2021/${code}/${name}`);
    for (const name of ["index.html", "README.txt", "list.xlsx", "list.csv", "feed.atom", "feed.json"])
      expect(names).toContain(`2021/${name}`);
    const pages = names.filter((name) => name.endsWith(".html"));
    expect(pages).toHaveLength(3);
    const there = new Set(names);
    const lost = pages.flatMap((page) => {
      const html = strFromU8(files[page]!);
      const addresses = [...html.matchAll(/ (?:href|src|action)="([^"]*)"/g)].map(([, address]) => address!);
      const inside = addresses.filter((address) => !/^(?:#|[a-z]+:)/.test(address));
      expect(inside.length, page).toBeGreaterThan(3);
      return inside.filter((address) => !there.has(join(dirname(page), address.replace(/#.*$/, ""))));
    });
    expect(lost).toEqual([]);
    expect(pages.filter((page) => strFromU8(files[page]!).includes(`<script type="module"`))).toEqual([]);
    expect(strFromU8(files["2021/101001/index.html"]!)).toContain("2021年度");
  });

  it("is the same bytes whenever it is made, with the hash that is told", async () => {
    const [one, other] = [await made(), await made()];
    expect(Buffer.from(one.bytes).equals(Buffer.from(other.bytes))).toBe(true);
    const volume = (await findVolume(district.id, one.packageId, 1))!;
    expect(volume).toMatchObject({
      name: "portal-2021.zip",
      size: one.bytes.length,
      sha256: createHash("sha256").update(one.bytes).digest("hex"),
    });
  });

  it("verifies as a folder; a page, a file and a snapshot that are changed are named", async () => {
    const { files } = await made();
    const folder = unpacked(files);
    const right = await verified(folder);
    expect([right.code, right.said]).toEqual([0, expect.stringContaining("个文件都相符")]);
    for (const name of [
      "101001/index.html",
      "101001/101001-2021-v1.pdf",
      "101001/101001-2021-v1.snapshot.json",
      "index.html",
    ]) {
      const path = join(folder, "2021", name);
      const before = readFileSync(path);
      writeFileSync(path, Buffer.concat([before, Buffer.from(" ")]));
      const broken = await verified(folder);
      expect([name, broken.code]).toEqual([name, 1]);
      expect(broken.said).toContain(name);
      writeFileSync(path, before);
    }
    rmSync(join(folder, "2021/101002/index.html"));
    expect((await verified(folder)).code).toBe(1);
  });

  it("has a list that comes back with the portal's addresses", async () => {
    const address = "https://www.example.gov.cn/1";
    const stateOf = async () => (await readStates(ownerPool(), [{ unitCode: "101001", year: 2021 }]))[0];
    const before = await stateOf();
    await setPortalAddress(district.id, actor(), { unitId: district.units.a, year: 2021, address, known: "" });
    expect(await stateOf(), "a page without the address is handed out no more").not.toBe(before);
    const { files } = await made();
    const reading = await readList(files["2021/list.xlsx"]!);
    if (!reading.ok) throw new Error(reading.problem);
    expect(understandList(sheetOfList(reading.sheets, portalColumns)!, portalColumns)).toMatchObject({
      ok: true,
      rows: [
        { cells: { unitCode: "101001", year: "2021", address }, problems: [] },
        { cells: { unitCode: "101002", year: "2021", address: "" }, problems: [] },
      ],
    });
    expect(strFromU8(files["2021/101001/index.html"]!)).toContain(`href="${address}"`);
  });

  it("has nothing that is not published", async () => {
    const { files } = await made();
    const readable = Object.entries(files).filter(([name]) => /\.(?:html|json|csv|atom|txt)$/.test(name));
    const telling = readable.filter(([, bytes]) => /草稿的单位职责|101001-2021-v2|101001\/2020/.test(strFromU8(bytes)));
    expect(telling.map(([name]) => name)).toEqual([]);
    expect(Object.keys(files).filter((name) => name.includes("-v2."))).toEqual([]);
    expect(await ask("all", null, 2020)).toMatchObject({ ok: false, reasons: [expect.stringContaining("没有已公开")] });
  });

  it("of a department has a folder of its own", async () => {
    const { files } = await made("department", district.units.department);
    expect(Object.keys(files)).toContain("2021-101/101001/index.html");
    const other = await createFreshDistrict();
    await expect(ask("department", other.units.department)).rejects.toMatchObject({ code: "notFound" });
    await expect(ask("department", district.units.a)).rejects.toMatchObject({ code: "notFound" });
  });

  it("that is asked for twice at once is one job", async () => {
    const outcomes = await Promise.all([ask(), ask()]);
    expect(outcomes.map((outcome) => outcome.ok && outcome.data.jobId)).toEqual([
      expect.any(String),
      outcomes[0]!.ok && outcomes[0].data.jobId,
    ]);
    const { jobId } = outcomes[0]!.ok ? outcomes[0].data : { jobId: "" };
    expect(await db().portalPackage.count({ where: { jobId } })).toBe(1);
    // By the job itself, in the process beside; it says how far it is.
    await finishTestJob(district, jobId);
    const line = (await listPackages(district.id, 2021)).find((each) => each.jobId === jobId);
    expect(line).toMatchObject({
      jobId,
      isOver: true,
      volumes: [{ reports: 2, written: 2, file: { size: expect.any(Number) } }],
    });
  }, 60_000);

  it("of what has changed needs one before, and holds what was published since", async () => {
    expect(await ask("changed")).toMatchObject({ ok: false, reasons: [expect.stringContaining("没有新公开或更正")] });
    expect(await ask("changed", null, 2020)).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("还没有移交过")],
    });
    const { id: versionId } = await db().reportVersion.findFirstOrThrow({
      where: { districtId: district.id, number: 2 },
    });
    const context = { districtId: district.id, versionId } as Parameters<typeof stepTestReport>[0];
    for (const [by, step] of [
      ["preparerA", "submit"],
      ["reviewer", "beginReview"],
      ["reviewer", "approve"],
      ["secondReviewer", "publish"],
    ] as const)
      expect((await stepTestReport(context, district.users[by], step)).ok).toBe(true);
    const { files } = await made("changed");
    const names = Object.keys(files);
    expect(names).toEqual(expect.arrayContaining(["2021/101001/index.html", "2021/101001/v1.html"]));
    expect(names).not.toContain("2021/101002/index.html");
    const index = strFromU8(files["2021/index.html"]!);
    expect(index).toContain(`href="101002/index.html"`);
    expect(index.match(/本次更新/g)).toHaveLength(1);
    expect(strFromU8(files["2021/101001/v1.html"]!)).toContain(`href="index.html"`);
  });

  it("that was overtaken by a publication is not made of two states", async () => {
    const { jobId, packageId } = await asked();
    await db().portalPackage.update({
      where: { districtId_id: { districtId: district.id, id: packageId } },
      data: { sequence: 2 },
    });
    const outcome = await makeVolume({ districtId: district.id, packageId, nth: 1 });
    await endJob(jobId);
    expect(outcome).toMatchObject({ state: "leftOut", reasons: [expect.stringContaining("重新制作")] });
    expect(await findVolume(district.id, packageId, 1)).toBeNull();
  });

  it("verifies as soon as it is made, with the files that it was the first to make", async () => {
    // Another publication, whose files nobody has asked for and whose manifest nobody has signed.
    await createReportIn(district, steps, { unitId: district.units.b, by: district.users.preparerB, year: 2020 });
    const { outcome, files } = await made("all", null, 2020);
    expect(outcome).toEqual({ state: "done", reasons: [] });
    const right = await verified(unpacked(files));
    expect([right.code, right.said]).toEqual([0, expect.stringContaining("个文件都相符")]);
  });

  it("whose makers are killed while they store it is made anew, whole; nothing of it is left or offered before", async () => {
    const spools = () => readdirSync(tmpdir()).filter((name) => name.startsWith("mingzhang-spool-"));
    const before = spools();
    const whole = await made();
    const { jobId, packageId } = await asked();
    const parts = () =>
      db().portalPart.groupBy({
        by: ["packageId"],
        where: { packageId: { in: [whole.packageId, packageId] } },
        _count: true,
      });
    const last = (await parts())[0]!._count;
    const server = startServer({ districtId: district.id, jobId });
    try {
      // Its last part is somebody else's until they are killed.
      await withClient(process.env.DATABASE_URL!, async (other) => {
        await other.query("BEGIN");
        await other.query("INSERT INTO portal_part VALUES ($1, $2, 1, $3, '')", [district.id, packageId, last]);
        const storing = "SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))";
        while ((await other.query(storing)).rowCount === 0) await sleep(50);
        server.kill();
        await other.query("ROLLBACK");
      });
    } finally {
      server.kill();
    }
    expect([await parts(), await findVolume(district.id, packageId, 1)]).toEqual([
      [expect.objectContaining({ packageId: whole.packageId })],
      null,
    ]);
    await pool().query("UPDATE background_job_item SET claimed_until = now() WHERE job_id = $1", [jobId]);
    await finishTestJob(district, jobId);
    const bytes = await bytesOf(packageId);
    expect(Object.keys(unzipSync(bytes))).toEqual(Object.keys(whole.files));
    const { sha256 } = (await findVolume(district.id, packageId, 1))!;
    expect(sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
    expect(spools().filter((name) => !before.includes(name))).toEqual([]);
  }, 240_000);

  it("is emptied after its span; the record and its hash stay", async () => {
    const before = await listPackages(district.id, 2021);
    expect(await emptyOldPackages({ at: new Date(), askedBefore: new Date(Date.now() + 1000) })).toBeGreaterThan(0);
    expect(await db().portalPart.count({ where: { districtId: district.id } })).toBe(0);
    const after = await listPackages(district.id, 2021);
    expect(after.map(({ volumes }) => volumes)).toEqual(before.map(({ volumes }) => volumes));
    expect(after.every(({ emptiedAt }) => emptiedAt !== null)).toBe(true);
    expect(await findVolume(district.id, after[0]!.id, 1)).toBeNull();
  });

  it("is none of a district that this site does not show", async () => {
    const other = await createFreshDistrict();
    const given = { year: 2021, selection: "all", departmentId: null } as const;
    expect(await askForPackage(other.id, actor(), given)).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("不在本网站")],
    });
  });
});
