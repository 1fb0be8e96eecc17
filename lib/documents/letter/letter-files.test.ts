import { strFromU8, unzipSync } from "fflate";
import { afterAll, describe, expect, it } from "vitest";
import { annexTitles, partsOfLetter, type Letter } from "@/lib/domain/decision/letter/letter";
import { sampleLetter } from "@/lib/domain/decision/letter/sample-letter";
import { formatWan } from "@/lib/domain/words/amounts";
import { letterFileName } from "@/lib/documents/letter/letter-file-name";
import { layLetter, type LetterLayout } from "@/lib/documents/letter/letter-layout";
import { printingProblems, writeLetterPdf } from "@/lib/documents/letter/write-letter-pdf";
import { writeLetterWord } from "@/lib/documents/letter/write-letter-word";
import { stopPdf } from "@/lib/documents/pdf/set-pdf";
import { rowsOfWord, squeezed, textOfPdf, textOfWord } from "@/lib/documents/testing/opened-files";

afterAll(stopPdf);

const contentHash = "0f".repeat(32);
const issued = { contentHash };
const draft: Letter = { ...sampleLetter, number: null, signedOn: null };
const plain: Letter = {
  ...sampleLetter,
  title: "临沂市罗庄区财政局关于批复临沂市罗庄区教育局2021年度部门决算的通知",
  addressee: "临沂市罗庄区教育局",
  adjustments: [],
  correction: null,
  annex: null,
};
const annex = sampleLetter.annex!;
const wide: Letter = {
  ...sampleLetter,
  annex: {
    ...annex,
    columns: [...annex.columns, ...annex.columns],
    rows: annex.rows.map((row) => ({ ...row, amounts: [...row.amounts, ...row.amounts] })),
    total: [...annex.total, ...annex.total],
  },
};
/** A department that is not the sum of its units: 300,000 yuan between them are taken out. */
const eliminated: Letter = {
  ...sampleLetter,
  annex: {
    ...annex,
    composition: {
      beside: ["代编", "抵销", "调整"].map((label) => ({
        label,
        amounts: annex.columns.map(() => (label === "抵销" ? -300_000_00 : 0)),
      })),
      department: annex.total.map((fen) => fen - 300_000_00),
    },
  },
};
/** Names and texts that are markup in Typst, in Word or in HTML. */
const marked = '#read("/etc/passwd") $x$ [*粗*] \\n <w:p/> &amp; @ref _下_ `码` //注';
const typed: Letter = {
  ...sampleLetter,
  title: `关于批复${marked}2021年度部门决算的通知`,
  addressee: marked,
  opening: [`${marked}第一段\n${marked}第二段`],
  requirements: [{ text: marked, dueOn: null }],
  copiesTo: [marked],
  annex: { ...annex, rows: [{ ...annex.rows[0]!, unitName: marked }], total: [...annex.rows[0]!.amounts] as number[] },
};

const blocksOf = ({ sheets }: LetterLayout) => sheets.flatMap(({ blocks }) => blocks);

/** Every sentence a reader must find, one text each. */
function sentencesOf(letter: Letter): string[] {
  const parts = partsOfLetter(letter);
  return [
    letter.issuer,
    letter.title,
    `${letter.addressee}：`,
    ...letter.opening.flatMap((text) => text.split("\n")),
    ...parts.map(({ heading }) => heading),
    letter.figuresText,
    ...letter.requirements.map(({ text }) => text.replace(/。$/, "")),
    ...letter.problems.map(({ text }) => text.replace(/。$/, "")),
    ...letter.closing,
    ...annexTitles(letter),
    letter.signedBy,
    ...letter.copiesTo,
    letter.contact.name,
    letter.contact.phone,
    ...letter.reports.map(({ contentHash: hash }) => hash),
  ].map(squeezed);
}

/** Rows of all figures, taken from the letter and not from its layout. */
function rowsOf({ figures, adjustments, correction, balances, annex: units }: Letter): string[][] {
  const change = (changes: Letter["adjustments"]) =>
    changes.map(({ label, before, after, reason }) => [
      label,
      ...[before, after, after - before].map(formatWan),
      ...(changes.some((each) => each.reason !== "") ? [reason] : []),
    ]);
  return [
    ...figures.map(({ label, amount }) => [label, formatWan(amount)]),
    ...change(adjustments),
    ...change(correction?.changes ?? []),
    ...balances.map(({ fund, closing, toKeep, toReturn, basis }) => [
      fund,
      ...[closing, toKeep, toReturn].map(formatWan),
      ...(balances.some((each) => each.basis !== "") ? [basis] : []),
    ]),
    ...(units?.rows ?? []).map(({ unitCode, unitName, amounts }, at) => [
      String(at + 1),
      unitCode,
      unitName,
      ...amounts.map((amount) => (amount === null ? "" : formatWan(amount))),
    ]),
    ...(units === null ? [] : [[units.composition ? "单位合计" : "合计", ...units.total.map(formatWan)]]),
    ...(units?.composition?.beside ?? []).map(({ label, amounts }) => [label, ...amounts.map(formatWan)]),
    ...(units?.composition ? [["部门批复数", ...units.composition.department.map(formatWan)]] : []),
  ].map((row) => row.map(squeezed));
}

/** 其中 is a word of the layout. */
const named = ([first = "", ...rest]: string[]) => [first.replace(/^其中:/, ""), ...rest];
const isHead = (row: string[]) => ["项目", "资金性质", "序号"].includes(row[0]!);

const letters: [string, Letter][] = [
  ["a corrected letter with sixty units", sampleLetter],
  ["a letter without annex", plain],
  ["an annex of many columns", wide],
  ["texts that are markup elsewhere", typed],
  ["a department with an elimination", eliminated],
];

describe.each(letters)("%s", (_, letter) => {
  it("stands in the PDF with every sentence and every figure", async () => {
    const { text, outline } = await textOfPdf(await writeLetterPdf(letter, issued));
    for (const sentence of sentencesOf(letter)) expect(text).toContain(sentence);
    for (const row of rowsOf(letter)) expect(text).toContain(row.join(""));
    expect(text).toContain(squeezed(letter.number!));
    expect(text).toContain("2022年7月8日");
    expect(text).toContain(contentHash);
    expect(outline.map(squeezed)).toContain(squeezed(letter.title));
    for (const { heading } of partsOfLetter(letter)) expect(outline.map(squeezed)).toContain(squeezed(heading));
  });

  it("stands in the Word file with every sentence and every figure, in order", async () => {
    const bytes = await writeLetterWord(letter, issued);
    const text = await textOfWord(bytes);
    for (const sentence of sentencesOf(letter)) expect(text).toContain(sentence);
    const rows = (await rowsOfWord(bytes)).filter((row) => !isHead(row)).map(named);
    expect(rows.slice(0, rowsOf(letter).length)).toEqual(rowsOf(letter));
    expect(text).toContain(squeezed(letter.number!));
    expect(text).toContain(contentHash);
  });

  it("is the same bytes for the same letter", async () => {
    for (const write of [writeLetterPdf, writeLetterWord])
      expect(Buffer.compare(await write(letter, issued), await write(letter, issued))).toBe(0);
  });
});

describe("a draft", () => {
  it("never looks issued, on no page", async () => {
    const { text, artifacts, pages } = await textOfPdf(await writeLetterPdf(draft, { contentHash: null }));
    expect(text).toContain(squeezed("草稿（未印发）"));
    expect(text).toContain(squeezed("（未编文号）"));
    expect(text).not.toMatch(/103号|7月8日印发/);
    expect(artifacts.split("草稿").length - 1).toBeGreaterThanOrEqual(pages);
    const parts = unzipSync(await writeLetterWord(draft, { contentHash: null }));
    const headers = Object.keys(parts).filter((name) => /^word\/header\d+\.xml$/.test(name));
    expect(headers.length).toBeGreaterThan(1);
    for (const name of headers) expect(strFromU8(parts[name]!)).toContain("DraftWatermark");
  });

  it("is one while either number or date is missing, and a letter with both is none", async () => {
    for (const change of [{ number: null }, { signedOn: null }])
      expect(layLetter({ ...sampleLetter, ...change }, issued).isDraft).toBe(true);
    expect(layLetter(sampleLetter, issued).isDraft).toBe(false);
    expect((await textOfPdf(await writeLetterPdf(sampleLetter, issued))).artifacts).not.toContain("草稿");
  });
});

describe("the layout", () => {
  it("says in the annex why a department is not the sum of its units, and nothing where it is", () => {
    const notesOf = (letter: Letter) =>
      blocksOf(layLetter(letter, issued)).flatMap((block) => (block.kind === "table" ? block.grid.notes : []));
    expect(notesOf(eliminated).join("")).toMatch(/部门批复数等于单位合计与代编、抵销、调整之和，本部门有“抵销”/);
    expect(notesOf(sampleLetter).join("")).not.toContain("抵销");
  });

  it("names the letter that is replaced, with the old and the new figures side by side", () => {
    const texts = blocksOf(layLetter(sampleLetter, issued)).flatMap((block) =>
      block.kind === "text" ? block.lines : [],
    );
    expect(texts).toContain(
      "因公开后发现上年结转列示有误，本通知替代罗财决〔2022〕3号（2022年7月8日）批复，以下决算数以本通知为准：",
    );
  });

  it("numbers requirements with Chinese numerals and names the day of each that has one", () => {
    const texts = blocksOf(layLetter(sampleLetter, issued)).flatMap((block) =>
      block.kind === "text" && block.style === "paragraph" ? block.lines : [],
    );
    expect(texts).toContain(
      "（二）请自本批复之日起20日内在统一平台公开部门决算，涉及国家秘密的除外（期限：2022年7月28日）。",
    );
  });

  it("turns the page of an annex whose columns ask for it, and closes the letter on an upright one", () => {
    const turns = (letter: Letter) => layLetter(letter, issued).sheets.map(({ orientation }) => orientation);
    expect(turns(sampleLetter)).toEqual(["portrait", "portrait"]);
    expect(turns(wide)).toEqual(["portrait", "landscape", "portrait"]);
    expect(turns(plain)).toEqual(["portrait"]);
  });

  it("breaks the title at names, and no line is longer than the page", () => {
    const titleOf = (letter: Letter) =>
      blocksOf(layLetter(letter, issued)).flatMap((block) =>
        block.kind === "text" && block.style === "title" ? block.lines : [],
      );
    expect(titleOf(plain)).toEqual(["临沂市罗庄区财政局关于批复", "临沂市罗庄区教育局", "2021年度部门决算的通知"]);
    expect(titleOf(sampleLetter)).toEqual([
      "临沂市罗庄区财政局关于批复",
      "临沂市罗庄区综合行政执法局",
      "（临沂市罗庄区城市管理局、",
      "临沂市罗庄区数字化城市管理监督指挥中心）",
      "2021年度部门决算的通知",
    ]);
  });

  it("says where the printed sum is not the sum of what is printed", () => {
    const notes = blocksOf(layLetter(sampleLetter, issued)).flatMap((block) =>
      block.kind === "table" ? block.grid.notes : [],
    );
    expect(notes).toEqual([expect.stringMatching(/^注：“本年收入合计”.*四舍五入所致。$/)]);
    const even = {
      ...annex,
      rows: annex.rows.map((row) => ({ ...row, amounts: [100_00, 0, 0] })),
      total: [6000_00, 0, 0],
    };
    const without = blocksOf(layLetter({ ...sampleLetter, annex: even }, issued));
    expect(without.flatMap((block) => (block.kind === "table" ? block.grid.notes : []))).toEqual([]);
  });
});

describe("the Word file", () => {
  it("has headings Word knows, repeated heads of tables, and numbers of pages on the outer side", async () => {
    const parts = unzipSync(await writeLetterWord(sampleLetter, issued));
    const xml = strFromU8(parts["word/document.xml"]!);
    const styles = strFromU8(parts["word/styles.xml"]!);
    expect(styles).toMatch(/w:styleId="Heading1"[^>]*><w:name w:val="heading 1"\/>/);
    expect(xml.match(/<w:pStyle w:val="Heading2"\/>/g)).toHaveLength(partsOfLetter(sampleLetter).length);
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(5);
    expect(strFromU8(parts["word/settings.xml"]!)).toContain("evenAndOddHeaders");
  });
});

describe("a character without a font", () => {
  it.each(["𠮷", "🏛"])("%s stands in the Word file, where the reader's computer may have it", async (character) => {
    const named = { ...plain, addressee: `${character}局` };
    expect(await textOfWord(await writeLetterWord(named, issued))).toContain(`${character}局:`);
    await expect(writeLetterPdf(named, issued)).rejects.toThrow(`“${character}”`);
  });

  it("is named with its place, and the next letter is set all the same", async () => {
    const rare = { ...plain, closing: ["负责人𪚥某。"] };
    await expect(writeLetterPdf(rare, issued)).rejects.toThrow("“𪚥”（U+2A6A5）在公文正文中");
    await expect(writeLetterPdf(plain, issued)).resolves.toBeDefined();
  });

  it("is known before the letter is printed, and quotes about it are none", async () => {
    expect(await printingProblems({ ...plain, closing: ['根据"预算法"执行。'] }, undefined)).toEqual([]);
    expect(await printingProblems({ ...plain, closing: ["完成率为½。"] }, undefined)).toEqual([]);
    expect(await printingProblems({ ...plain, closing: ['负责人"𠮷"某。'] }, undefined)).toEqual([
      expect.stringMatching(/^“𠮷”（U\+20BB7）在公文正文中，现有字库没有这个字。请改用/),
    ]);
  });
});

describe("the name of a file", () => {
  it.each([
    ["罗庄区财政局关于批复区教育局2021年度部门决算的通知", "罗庄区财政局关于批复区教育局2021年度部门决算的通知.pdf"],
    ['a/b\\c:d*e?f"g<h>i|j', "a_b_c_d_e_f_g_h_i_j.pdf"],
    ["..\u202e名\u0000 称\n. ", "名 称.pdf"],
    ["", "批复.pdf"],
  ])("of %j is %j", (title, name) => {
    expect(letterFileName({ ...sampleLetter, title }, "pdf")).toBe(name);
  });

  it("says that a draft is one, and is never too long for a file system", () => {
    expect(letterFileName(draft, "docx")).toMatch(/（草稿）\.docx$/);
    const name = letterFileName({ ...draft, title: "𠮷".repeat(200) }, "docx");
    expect(name).toContain("…");
    expect(Buffer.byteLength(letterFileName({ ...draft, title: "罗".repeat(200) }, "docx"))).toBeLessThan(260);
  });
});
