import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { KeptFinding } from "@/lib/domain/site/portal-watch";
import { toFiscalYearRow } from "@/lib/features/fiscal-years/data";
import { readInspections } from "@/lib/features/inspections/data";
import { readPortalAddress } from "@/lib/features/portal-addresses/data";
import { askForWatchSince, setPortalAddress } from "@/lib/features/portal-addresses/mutations";
import { publicationFile } from "@/lib/features/publication/mutations";
import { db } from "@/lib/platform/db";
import {
  actorOf,
  createFreshDistrict,
  createReportIn,
  finishTestJob,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

vi.hoisted(() => void (process.env.PORTAL_NETWORKS = "127.0.0.1/32"));

/** The portal, as it answers at the moment. */
let answer: { status?: number; type?: string; body: string | Uint8Array } = { body: "" };
let asked = 0;
let server: Server;
let portal: string;
let district: TestDistrict;
let sequence: number;

const actor = () => ({ ...actorOf(district.users.reviewer), id: district.users.reviewer.user.id });
const key = () => ({ unitId: district.units.a, year: 2021 });
const page = (text: string) => ({ type: "text/html; charset=utf-8", body: `<title>公开</title><p>${text}</p>` });
const right = page("区政府办公室本级2021年度单位决算");
const read = async () => (await readPortalAddress(district.id, key()))!;
const give = async (address: string) => {
  const known = (await readPortalAddress(district.id, key()))?.address ?? "";
  const outcome = await setPortalAddress(district.id, actor(), { ...key(), address, known });
  if (!outcome.ok) throw new Error(outcome.reasons.join(""));
};
/** Ends every watch that was asked for. */
async function watch(): Promise<void> {
  const jobs = await db().backgroundJob.findMany({
    where: { districtId: district.id, kind: "portalWatch", state: { in: ["waiting", "running"] } },
  });
  for (const { id } of jobs) await finishTestJob(district, id);
}
/** A night later. */
async function nextNight(now: typeof answer): Promise<readonly KeptFinding[]> {
  answer = now;
  await askForWatchSince(district.id, new Date(Date.now() + 1000));
  await watch();
  return (await read()).findings;
}
const brokenLink = async () => {
  const fiscalYear = toFiscalYearRow(await db().fiscalYear.findUniqueOrThrow({ where: { id: district.years[2021] } }));
  const all = await readInspections(district.id, fiscalYear);
  return all.find(({ unit }) => unit.disclosure.unitCode === "101001")!.inspection.brokenLink;
};

beforeAll(async () => {
  server = createServer((_request, response) => {
    asked += 1;
    response.writeHead(answer.status ?? 200, answer.type ? { "content-type": answer.type } : {}).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  portal = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  district = await createFreshDistrict();
  await createReportIn(district, ["submit", "beginReview", "approve", "publish"]);
  ({ sequence } = await db().publication.findFirstOrThrow({ where: { districtId: district.id } }));
}, 60_000);
afterAll(() => void server.close());

describe("the portal is watched", () => {
  it("soon after an address was given, and what it shows is told to the bureau", async () => {
    expect(await brokenLink()).toMatchObject({ state: "notJudged", why: expect.stringContaining("没有填") });
    answer = right;
    await give(`${portal}/a`);
    expect(await brokenLink()).toMatchObject({ state: "notJudged", why: expect.stringContaining("还没有核对") });
    await watch();
    expect(await read()).toMatchObject({ findings: [], isClosed: false, askedAt: expect.any(String) });
    expect(await brokenLink()).toEqual({ state: "clear" });
  });

  it("at night once, not twice", async () => {
    const before = asked;
    expect(await askForWatchSince(district.id, new Date(Date.now() - 60_000))).toBe(false);
    expect(await askForWatchSince(district.id, new Date(Date.now() + 1000))).toBe(true);
    expect(await askForWatchSince(district.id, new Date(Date.now() + 1000))).toBe(false);
    await watch();
    expect(asked).toBe(before + 1);
  });

  it("and what is wrong is kept since it began, until it is right again", async () => {
    const [first] = await nextNight({ status: 404, body: "没有" });
    expect(first).toMatchObject({ kind: "unreachable", text: "网站回答状态 404" });
    const [second] = await nextNight({ status: 500, body: "" });
    expect(second).toMatchObject({ text: "网站回答状态 500", since: first!.since });
    expect(await brokenLink()).toMatchObject({
      state: "found",
      evidence: [{ text: expect.stringContaining("网站回答状态 500（自 ") }],
    });
    expect(await nextNight(right)).toEqual([]);
  });

  it.each([
    ["a page of another unit", page("区教育局2021年度单位决算"), ["unitNotNamed"]],
    ["a page of another year", page("区政府办公室本级2020年度单位决算"), ["yearNotNamed"]],
    ["a picture", { type: "image/png", body: "x" }, ["otherFile"]],
  ])("finds %s", async (_what, now, kinds) => expect((await nextNight(now)).map(({ kind }) => kind)).toEqual(kinds));

  it("compares a PDF with the published one", async () => {
    const { bytes } = (await publicationFile(district.id, sequence, "pdf"))!;
    expect(await nextNight({ type: "application/pdf", body: bytes })).toEqual([]);
    const changed = Buffer.concat([bytes, Buffer.from("\n")]);
    const [finding] = await nextNight({ type: "application/octet-stream", body: changed });
    expect(finding).toMatchObject({ kind: "otherFile", text: expect.stringContaining("不是同一个文件") });
  }, 60_000);

  it("forgets what it found at an address that was changed, and stores nothing of one that is changed meanwhile", async () => {
    answer = right;
    await give(`${portal}/b`);
    expect(await read()).toMatchObject({ findings: [], askedAt: null });
    await watch();
    expect((await read()).askedAt).not.toBeNull();
  });

  it("leaves a host that answers nobody for later, and says so", async () => {
    await give("http://127.0.0.1:1/a");
    for (let night = 0; night < 4; night += 1) await nextNight(right);
    const item = await db().backgroundJobItem.findFirstOrThrow({
      where: { districtId: district.id, state: "leftOut" },
    });
    expect(item.reasons).toEqual(["网站 127.0.0.1:1 一直没有应答，其余网址下次再核对。"]);
    expect((await read()).findings).toMatchObject([{ kind: "unreachable", text: "拒绝连接" }]);
  });

  it("asks nothing of an inner network, and does not call that right", async () => {
    await give("http://10.255.0.1/a");
    await watch();
    expect(await read()).toMatchObject({ isClosed: true, findings: [] });
    expect(await brokenLink()).toMatchObject({ state: "notJudged", why: expect.stringContaining("内部网络") });
  });

  it("while a correction is being prepared, by what is public", async () => {
    await give(`${portal}/c`);
    const { versionId } = await db().publication.findFirstOrThrow({ where: { districtId: district.id } });
    const context = { districtId: district.id, versionId } as Parameters<typeof stepTestReport>[0];
    expect((await stepTestReport(context, district.users.reviewer, "correct", "更正“三公”经费说明")).ok).toBe(true);
    expect(await nextNight(right)).toEqual([]);
  });
});
