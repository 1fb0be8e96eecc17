import { describe, expect, it } from "vitest";
import { cellProblems, factsOfPackage, readPackage, valuesOf } from "@/lib/documents/report-package/read-package";
import { MAX_PACKAGE_BYTES, type ReportPackage } from "@/lib/documents/report-package/schema";
import { toPackage, writePackage } from "@/lib/documents/report-package/write-package";
import { MAX_FEN } from "@/lib/domain/words/amounts";
import { formatOf } from "@/lib/domain/formats/format-of";
import { cataloguesOf } from "@/lib/domain/testing/catalogues";
import { luozhuangFacts } from "@/lib/domain/testing/luozhuang-2021";
import { realAccounts } from "@/prisma/seed/real-accounts";

const bytes = (text: string) => new TextEncoder().encode(text);
const real = () => realAccounts("101001");
const read = (value: unknown) => readPackage(bytes(JSON.stringify(value)));

/** Problems of a package that differs from the real one as `change` says. */
function problemsOf(change: (content: ReportPackage & Record<string, unknown>) => void): string[] {
  const content = structuredClone(real()) as ReportPackage & Record<string, unknown>;
  change(content);
  const reading = read(content);
  return reading.ok ? [] : reading.problems.map(({ path, message }) => `${path}：${message}`);
}

describe("a report package", () => {
  it("carries the real accounts without loss", () => {
    const reading = readPackage(bytes(writePackage(real())));
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    expect(reading.package).toEqual(real());
    expect(factsOfPackage(reading.package).amounts).toEqual(luozhuangFacts.amounts);
    for (const [slot, text] of luozhuangFacts.texts) expect(factsOfPackage(reading.package).texts.get(slot)).toBe(text);
  });

  it("is the same file for the same content, whatever its order", () => {
    const { unit, year, tableSetId, texts, projects, keyEvaluations } = real();
    const shuffled = toPackage({
      unit,
      year,
      tableSetId,
      values: valuesOf(real()).reverse(),
      texts: [...texts].reverse(),
      projects,
      keyEvaluations,
    });
    expect(writePackage(shuffled)).toBe(writePackage(real()));
  });

  it("carries the largest amount", () => {
    const content = real();
    content.facts[0]!.yuan = "999999999999.99";
    expect(read(content).ok && valuesOf(content)[0]!.value).toBe(MAX_FEN);
  });

  it("keeps zero and leaves blank out", () => {
    expect(real().facts).toContainEqual({
      sheet: "threePublic",
      row: "overseasTravel",
      fund: "",
      column: "actual",
      yuan: "0.00",
    });
    expect(real().facts.some(({ row, column }) => row === "domesticReception" && column === "budget")).toBe(false);
  });

  it.each<[string, (content: ReportPackage & Record<string, unknown>) => void, string]>([
    [
      "another format",
      (content) => void ((content as { format: string }).format = "spreadsheet"),
      "format：不是报告包",
    ],
    [
      "a later version",
      (content) => void ((content as { version: number }).version = 2),
      "version：报告包版本不受支持",
    ],
    ["a third decimal", (content) => void (content.facts[3]!.yuan = "12.345"), "facts[3].yuan：须为元，带两位小数"],
    ["text in an amount", (content) => void (content.facts[0]!.yuan = "一百万"), "facts[0].yuan：须为元"],
    ["10^15 yuan", (content) => void (content.facts[0]!.yuan = "1000000000000000.00"), "facts[0].yuan：金额过大"],
    [
      "an amount above what can be stored",
      (content) => void (content.facts[0]!.yuan = "1000000000000.00"),
      "facts[0].yuan：金额过大",
    ],
    [
      "an amount as a number",
      (content) => void ((content.facts[0] as { yuan: unknown }).yuan = 12.5),
      "facts[0].yuan：",
    ],
    [
      "a negative where impossible",
      (content) => void (content.facts.find(({ sheet }) => sheet === "procurement")!.yuan = "-1.00"),
      "yuan：此处不应为负数",
    ],
    [
      "money where a count belongs",
      (content) => content.facts.push({ sheet: "stateAssets", row: "emergency2", fund: "", column: "count", count: 1 }),
      "应写 yuan",
    ],
    ["a duplicated row", (content) => content.facts.push({ ...content.facts[5]! }), "已在 facts[5] 出现过"],
    ["a duplicated text", (content) => content.texts.push({ ...content.texts[0]! }), "已在 texts[0] 出现过"],
    [
      "an unknown sheet",
      (content) => void ((content.facts[2] as { sheet: string }).sheet = "profit"),
      "facts[2].sheet：没有这张填报表",
    ],
    ["a member nobody knows", (content) => void (content.signature = "x"), "signature"],
    ["a missing year", (content) => void delete (content as Partial<ReportPackage>).year, "year：须为四位数年度"],
    [
      "a score that is no number",
      (content) => void (content.projects[5]!.indicators[0]!.score = "满分"),
      "projects[5].indicators[0].score：得分须为数字",
    ],
    [
      "an unknown direction",
      (content) => void ((content.projects[5]!.indicators[0]! as { direction: string }).direction = "up"),
      "projects[5].indicators[0].direction：指标方向不正确",
    ],
    [
      "万元 in the funding of a project",
      (content) => void (content.projects[5]!.funding[0]!.executed = "13"),
      "projects[5].funding[0].executed：须为元",
    ],
    [
      "a fourth level of indicators",
      (content) =>
        void content.keyEvaluations[0]!.indicators[1]!.parts[0]!.parts[0]!.parts.push({
          name: "四级",
          weight: "1",
          score: "",
          parts: [],
        }),
      "指标最多三级",
    ],
    [
      "a section nobody knows",
      (content) => void ((content.keyEvaluations[0]!.sections as Record<string, string>).appendix = "x"),
      "keyEvaluations[0].sections",
    ],
    ["U+0000 in a text", (content) => void (content.texts[0]!.text = "a\u0000b"), "texts[0].text：含有无法保存的字符"],
  ])("is refused with %s, at its place and in Chinese", (_, change, expected) => {
    const problems = problemsOf(change);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.join("\n")).toContain(expected);
    // Every sentence speaks Chinese: the English of the library never shows.
    for (const problem of problems) expect(problem.slice(problem.indexOf("：") + 1)).toMatch(/[\u4e00-\u9fff]/);
  });

  it("names every problem, not only the first", () => {
    const problems = problemsOf((content) => {
      content.facts[0]!.yuan = "1.5";
      content.facts[7]!.yuan = "x";
      (content.unit as { kind: string }).kind = "company";
    });
    expect(problems.map((problem) => problem.split("：")[0])).toEqual(
      expect.arrayContaining(["unit.kind", "facts[0].yuan", "facts[7].yuan"]),
    );
  });

  it("is refused when cut off, in another encoding, or far too large", () => {
    const text = writePackage(real());
    const messages = [
      bytes(text.slice(0, 3000)),
      new Uint8Array([0xff, 0xfe, 0x7b, 0x00]),
      new Uint8Array(MAX_PACKAGE_BYTES * 10),
    ].map((file) => {
      const reading = readPackage(file);
      return reading.ok ? "" : reading.problems[0]!.message;
    });
    expect(messages[0]).toContain("可能被截断");
    expect(messages[1]).toContain("UTF-8");
    expect(messages[2]).toContain("50.0 MB，超过上限 5 MB");
  });

  it("is told what it is when it is another kind of file", () => {
    for (const [file, kind] of [
      [bytes("%PDF-1.7 \u00ff"), "PDF 文件"],
      [new Uint8Array(Buffer.from("d0cf11e0a1b11ae1", "hex")), "旧版或加密的 Office 文件"],
      [bytes("<html>"), "网页或 XML 格式的文件"],
    ] as const)
      expect(readPackage(file)).toMatchObject({
        ok: false,
        problems: [{ message: `这是${kind}，不是报告包。请选择由本系统导出的报告包（.json）。` }],
      });
  });

  it.each([
    ["a subject that does not exist in the year", "2010388", "不在本年度科目表中"],
    ["a 款 where a 项 is needed", "20103", "须填到最末级科目"],
  ])("names %s", (_, row, message) => {
    const content = real();
    content.facts.unshift({ sheet: "income", row, fund: "", column: "generalPublicBudget", yuan: "1.00" });
    const problems = cellProblems(content, formatOf(content.tableSetId).sheets, cataloguesOf(2021));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ path: "facts[0]", message: expect.stringContaining(message) });
  });
});
