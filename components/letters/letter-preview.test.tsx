import { render, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { partsOfLetter } from "@/lib/domain/decision/letter/letter";
import { sampleLetter } from "@/lib/domain/decision/letter/sample-letter";
import { formatWan } from "@/lib/domain/words/amounts";
import { layLetter } from "@/lib/documents/letter/letter-layout";
import { LetterPreview } from "./letter-preview";

const issued = { contentHash: "0f".repeat(32) };

describe("the preview of a letter", () => {
  it("has the title and the parts as headings, in order", () => {
    render(<LetterPreview layout={layLetter(sampleLetter, issued)} />);
    const article = screen.getByRole("article", { name: sampleLetter.title });
    expect(
      within(article)
        .getAllByRole("heading")
        .map(({ tagName, textContent }) => [tagName, textContent]),
    ).toEqual([
      ["H2", sampleLetter.title],
      ...partsOfLetter(sampleLetter).map(({ heading }) => ["H3", heading]),
      ["H2", sampleLetter.annex!.title],
    ]);
    expect(article).toHaveTextContent("罗财决〔2022〕103号");
    expect(article).not.toHaveTextContent("草稿");
  });

  it("shows every figure in a table with named rows and columns", () => {
    render(<LetterPreview layout={layLetter(sampleLetter, issued)} />);
    const names = ["决算批复数", "审核调整", "调整批复", "结转结余处理", sampleLetter.annex!.title];
    const tables = names.map((name) => within(screen.getByRole("region", { name: `${name}（可左右滚动）` })));
    for (const table of tables) {
      expect(table.getAllByRole("columnheader").length).toBeGreaterThan(1);
      expect(table.getAllByRole("rowheader").length).toBeGreaterThan(0);
    }
    for (const { label, amount } of sampleLetter.figures)
      expect(tables[0]!.getByRole("row", { name: new RegExp(label) })).toHaveTextContent(formatWan(amount));
    const units = tables[4]!.getAllByRole("row");
    expect(units).toHaveLength(1 + sampleLetter.annex!.rows.length + 1);
    for (const [at, { unitName, amounts }] of sampleLetter.annex!.rows.entries()) {
      expect(units[at + 1]).toHaveTextContent(unitName);
      for (const amount of amounts) expect(units[at + 1]).toHaveTextContent(formatWan(amount!));
    }
    expect(units.at(-1)).toHaveTextContent(`合计${sampleLetter.annex!.total.map(formatWan).join("")}`);
  });

  it("says before anything else that a draft is one", () => {
    render(<LetterPreview layout={layLetter({ ...sampleLetter, number: null, signedOn: null }, issued)} />);
    expect(screen.getByRole("article").firstChild).toHaveTextContent("草稿：没有文号或者没有印发，不具有效力。");
    expect(screen.getByRole("article")).toHaveTextContent("（未编文号）");
  });

  it("shows markup in a name as it was typed", () => {
    const addressee = "<b>区教育局</b> & #read";
    render(<LetterPreview layout={layLetter({ ...sampleLetter, addressee }, issued)} />);
    expect(screen.getByText(`${addressee}：`)).toBeVisible();
  });
});
