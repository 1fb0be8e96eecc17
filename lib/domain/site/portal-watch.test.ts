import { describe, expect, it } from "vitest";
import { judgeAnswer, keptFindings, portalAlarmOf, type PortalAnswer, type WatchedReport } from "./portal-watch";

const report: WatchedReport = {
  unitNames: ["区政府办公室（本级）", "区人民政府办公室"],
  year: 2021,
  pdfs: [
    { number: 2, sha256: "b".repeat(64) },
    { number: 1, sha256: "a".repeat(64) },
  ],
  newest: 2,
};
const found = (answer: PortalAnswer, of: WatchedReport = report) => judgeAnswer(of, answer).map(({ text }) => text);

describe("what an address of the portal answers", () => {
  it.each(["区政府办公室（本级）2021年度决算", "区 政 府\n办公室(本级)　２０２１ 年度", "原区人民政府办公室，2021年"])(
    "is right where it names unit and year: %s",
    (text) => expect(found({ state: "page", text })).toEqual([]),
  );

  it.each<[PortalAnswer, string[]]>([
    [{ state: "page", text: "区教育局2021年度决算" }, ["页面文字中没有单位名称“区政府办公室（本级）”"]],
    [{ state: "page", text: "区人民政府办公室2020年度决算" }, ["页面文字中没有年度 2021"]],
    [{ state: "page", text: "请登录" }, ["页面文字中没有单位名称“区政府办公室（本级）”", "页面文字中没有年度 2021"]],
    [{ state: "refused", status: 404 }, ["网站回答状态 404"]],
    [{ state: "failed", why: "slow" }, ["在限定时间内没有应答完"]],
    [{ state: "failed", why: "closedNetwork" }, []],
    [{ state: "pdf", sha256: "b".repeat(64) }, []],
    [{ state: "pdf", sha256: "a".repeat(64) }, ["是第 1 版的 PDF，现在公开的是更正后的第 2 版"]],
    [{ state: "pdf", sha256: "c".repeat(64) }, ["PDF 与公开的 PDF 不是同一个文件（校验值不同）"]],
    [{ state: "file" }, ["打开的既不是网页，也不是 PDF"]],
  ])("%j is told as %j", (answer, texts) => expect(found(answer)).toEqual(texts));

  it("is compared with no file that was not made", () =>
    expect(found({ state: "pdf", sha256: "c".repeat(64) }, { ...report, pdfs: [] })).toEqual([]));

  it("is found since the first time without a break", () => {
    const [first, then] = [new Date("2026-11-28T19:00:00Z"), new Date("2026-11-29T19:00:00Z")];
    const gone = { kind: "unreachable", text: "网站回答状态 404" } as const;
    const before = keptFindings([], [gone], first);
    expect(keptFindings(before, [{ ...gone, text: "网站回答状态 500" }], then)).toEqual([
      { kind: "unreachable", text: "网站回答状态 500", since: first.toISOString() },
    ]);
    expect(keptFindings(keptFindings(before, [], then), [gone], then)[0]!.since).toBe(then.toISOString());
  });
});

describe("the administrator is told of the portal", () => {
  const at = new Date("2026-11-30T02:00:00Z");
  const night = (day: string) => new Date(`2026-11-${day}T19:00:00Z`);
  const trouble = (kind: "unreachable" | "yearNotNamed", since: Date) => ({
    unitName: "区教育局",
    year: 2021,
    findings: [{ kind, text: "网站回答状态 404", since: since.toISOString() }],
  });
  const asked = { at, lastAskedAt: night("29"), givenSince: night("01") };

  it.each([
    ["in order", { ...asked, troubled: [] }, undefined],
    ["no address yet", { at, troubled: [], lastAskedAt: null, givenSince: null }, undefined],
    ["out of reach for one night", { ...asked, troubled: [trouble("unreachable", night("29"))] }, undefined],
    [
      "out of reach for two nights",
      { ...asked, troubled: [trouble("unreachable", night("28"))] },
      "门户网站上有 1 份决算打不开，或不是公开的内容",
    ],
    [
      "another year, at once",
      { ...asked, troubled: [trouble("yearNotNamed", night("29"))] },
      "门户网站上有 1 份决算打不开，或不是公开的内容",
    ],
    ["not asked for days", { ...asked, troubled: [], lastAskedAt: night("26") }, "门户网站上的决算有 3 天以上没有核对"],
    [
      "never asked",
      { at, troubled: [], lastAskedAt: null, givenSince: night("20") },
      "门户网站上的决算有 3 天以上没有核对",
    ],
  ])("%s", (_what, situation, title) => expect(portalAlarmOf(situation)?.title).toBe(title));
});
