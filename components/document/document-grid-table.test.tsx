import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { DocumentGrid } from "@/lib/domain/text/writing/blocks";
import { DocumentGridTable } from "./document-grid-table";

const grid: DocumentGrid = {
  title: null,
  widths: [1, 1, 1, 1],
  orientation: "portrait",
  head: [["项目", "得分", "等级", "说明"].map((text) => ({ text, isHead: true }))],
  body: [
    [
      { text: "甲", isHead: true },
      { text: "96.5", address: "attachments.summary.1.score" },
      { text: "优" },
      { text: "" },
    ],
  ],
  notes: [],
};
const shown = (props: { hasCards?: boolean }) => {
  const place = document.createElement("div");
  place.innerHTML = renderToStaticMarkup(<DocumentGridTable id="grid" name="附表1" grid={grid} {...props} />);
  return place;
};

it("a form that becomes cards has in each value its heads; a table of few columns and a letter's do not", () => {
  expect(shown({ hasCards: true }).querySelector(".grid-cards td[data-cell]")!.getAttribute("data-head")).toBe("得分");
  expect(shown({}).querySelector(".grid-cards, [data-head]")).toBeNull();
});

it("its figures are reached by keys either way, under a name that says whether it scrolls", () => {
  for (const [hasCards, name] of [
    [true, "附表1"],
    [false, "附表1（可左右滚动）"],
  ] as const) {
    const region = shown({ hasCards }).querySelector("[role=region]:has([data-cell])")!;
    expect([region.getAttribute("tabindex"), region.getAttribute("aria-label")]).toEqual(["0", name]);
  }
});
