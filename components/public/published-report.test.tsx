import { render, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { changesOf, printedAt } from "@/lib/domain/document/publication-changes";
import { placesOf } from "@/lib/domain/document/places";
import type { Snapshot } from "@/lib/features/publication/schema";
import type { PublishedChanges } from "@/lib/features/publication/data";
import type { PublicReport, YearBefore } from "@/lib/features/public-reports/data";
import { luozhuangPublication } from "@/lib/domain/testing/luozhuang-2021-publication";
import { factKey, type FactKey } from "@/lib/domain/words/fact-address";
import { PublishedReport } from "./published-report";

type Facts = readonly (readonly [FactKey, number | null])[];

/** The real accounts as a page gets them, `number` versions of them. */
function reportOf(snapshot: Snapshot, number: number): PublicReport {
  const version = (each: number) => ({
    number: each,
    publishedAt: new Date(`2022-0${7 + each}-01T02:00:00Z`),
    contentHash: String(each).repeat(64),
    correctionReason: each > 1 ? "专用设备数量漏填" : null,
  });
  return {
    districtId: "d",
    unitCode: "101001",
    namings: [],
    sharedWith: [],
    snapshot,
    sequence: number,
    previousHash: "",
    chainHash: "c".repeat(64),
    versions: Array.from({ length: number }, (_, at) => version(number - at)),
    files: [],
    ...version(number),
  };
}

const publication = (facts: Facts, number: number) =>
  ({ ...luozhuangPublication(facts, number), district: { code: "371311", name: "罗庄区" } }) as unknown as Snapshot;

/** The page of a second version, with what it corrects. */
function renderCorrected(was: Facts, is: Facts): void {
  const [before, after] = [publication(was, 1), publication(is, 2)];
  const changes = changesOf(before, after);
  const correction: PublishedChanges = {
    before: { number: 1, publishedAt: new Date("2022-09-01T02:00:00Z"), contentHash: "1".repeat(64) },
    changes,
    printedBefore: printedAt(before, changes.cells),
  };
  render(<PublishedReport report={reportOf(after, 2)} correction={correction} />);
}

const specialEquipment = factKey("stateAssets", "specialEquipmentOver1m", "", "count");
const notice = "/r/101001/2021/v/2/changes";

describe("a corrected report (P3)", () => {
  it("says above what was changed, before and after, and leads to the sentence and to the notice", () => {
    renderCorrected([[specialEquipment, 0]], [[specialEquipment, 2]]);
    const summary = screen.getByRole("region", { name: "第 2 版更正了什么" });
    expect(summary).toHaveTextContent("更正原因：专用设备数量漏填");
    expect(summary).toHaveTextContent("改动填报数 1 个、文字 1 句。");
    expect(summary).toHaveTextContent(/单价100万元以上专用设备.*0 → 2/);
    expect(within(summary).getByRole("link", { name: /更正公告/ })).toHaveAttribute("href", notice);
    const place = [...summary.querySelectorAll("a")].find((link) => link.hash !== "")!.hash.slice(1);
    expect(document.getElementById(place)).toHaveClass("corrected");

    // The one sentence, and below its paragraph how it read before and how it reads now.
    const marked = document.querySelectorAll(".corrected");
    expect([...marked].map((each) => each.textContent)).toEqual([
      expect.stringContaining("单位价值100万元以上专用设备2台（套）"),
    ]);
    const note = screen.getByRole("note");
    expect(note.previousElementSibling).toContainElement(marked[0] as HTMLElement);
    expect([note.querySelector("del")!.textContent, note.querySelector("ins")!.textContent]).toEqual(["0", "2"]);
    expect(within(note).getByRole("link", { name: "更正公告" })).toHaveAttribute("href", notice);
  });

  it("shows in each corrected cell what was printed there, and lists them below their table", () => {
    const key = factKey("basicExpenditure", "30201", "", "amount");
    renderCorrected([], [[key, 1_000_00]]);
    const cells = [...document.querySelectorAll<HTMLElement>("td.corrected")];
    expect(cells.length).toBeGreaterThan(2);
    for (const cell of cells) expect(cell.dataset.was).toMatch(/^[\d,]+\.\d\d$/);
    const noted = screen.getAllByRole("note").flatMap((note) => [...note.querySelectorAll("li")]);
    expect(noted).toHaveLength(cells.length);
    expect(noted[0]).toHaveTextContent(/^《.+》.+ · .+：[\d,.]+元? → [\d,.]+元?$/);
  });

  it("tells in yuan what the table prints alike", () => {
    const key = factKey("basicExpenditure", "30201", "", "amount");
    renderCorrected([[key, 1_000_00]], [[key, 1_000_01]]);
    const [cell] = document.querySelectorAll<HTMLElement>("td.corrected");
    expect(cell!.dataset.was).toMatch(/元$/);
  });
});

it("every cell, row and sentence has an address of its own in the page, and the page knows its lasting one (P9)", () => {
  const snapshot = publication([], 1);
  const { container } = render(<PublishedReport report={reportOf(snapshot, 1)} />);
  expect(container.querySelector("[data-version]")).toHaveAttribute("data-version", "/r/101001/2021/v/1");
  const ids = [...container.querySelectorAll("[id]")].map(({ id }) => id);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  const places = placesOf(snapshot).filter((place) => place.kind !== "cell" || place.text !== "");
  expect(places.map(({ id }) => id).filter((id) => !ids.includes(id))).toEqual([]);
  expect(document.getElementById("expenditure.total")).toHaveTextContent("合计");

  // A first version has no marks of a correction, and lines without a figure can be put away where there are some.
  expect(document.querySelector(".corrected, .correction-note, #correction")).toBeNull();
  for (const table of container.querySelectorAll("section.statutory-table")) {
    const blank = [...table.querySelectorAll("tbody tr:not([data-row=columnNumbers])")].filter((row) =>
      [...row.querySelectorAll(".figures")].every((cell) => cell.textContent === ""),
    );
    const offer = table.querySelector(".only-filled");
    expect(offer?.textContent.trim()).toBe(
      blank.length > 0 ? `只看有数的行（另有 ${blank.length} 行无数）` : undefined,
    );
  }
});

it("an old version under a former code leads everywhere to the code that the report has now", () => {
  const snapshot = publication([[specialEquipment, 2]], 2);
  const former = { ...snapshot, unit: { ...snapshot.unit, code: "100999" } };
  const { container } = render(<PublishedReport report={reportOf(former, 2)} correction={null} />);
  const addresses = [...container.querySelectorAll("[href], [data-version]")].flatMap((each) =>
    ["href", "data-version", "data-sources"].flatMap((name) => each.getAttribute(name) ?? []),
  );
  expect(addresses.filter((address) => /^\/(?:r|api)\//.test(address)).length).toBeGreaterThan(10);
  expect(addresses.filter((address) => /^\/(?:r|api)\/.*100999/.test(address))).toEqual([]);
});

describe("last year and budget beside the figures", () => {
  const basic = "expenditure.total.basic";
  const besideOf = (cell: string) => document.querySelector<HTMLElement>(`[data-beside="${cell}"]`)!;

  it("of last year's accounts that are public: each figure leads to the same one there", () => {
    const yearBefore: YearBefore = { unitCode: "101009", year: 2020, number: 3, tables: publication([], 3).tables };
    render(<PublishedReport report={reportOf(publication([], 1), 1)} yearBefore={yearBefore} />);
    const figure = within(besideOf(basic)).getByRole("link");
    expect(figure).toHaveAttribute("href", `/r/101009/2020/v/3#${basic}`);
    expect(besideOf(basic)).toHaveTextContent("上年 1,173.33，持平（本年决算填列的上年数为 1,221.98）");
    const overview = screen.getByRole("region", { name: "本年收支一览" });
    expect(overview).toHaveTextContent("上年数取自2020年度决算第 3 版");
    expect(within(overview).getByText("其中：基本支出").parentElement).toHaveTextContent("上年 1,173.33");
    expect(screen.getByRole("link", { name: "上年（2020年度）决算" })).toHaveAttribute("href", "/r/101009/2020");
  });

  it("of those that are not: what the unit stated, and that it did", () => {
    render(<PublishedReport report={reportOf(publication([], 1), 1)} />);
    expect(besideOf(basic)).toHaveTextContent("上年 1,221.98，减少 48.65，3.98%");
    expect(besideOf(basic).querySelector("a")).toBeNull();
    const overview = screen.getByRole("region", { name: "本年收支一览" });
    expect(overview).toHaveTextContent("上年数为本年决算所填列，2020年度决算没有在本站公开。");
    expect(besideOf("threePublic.figures.actualTotal")).toHaveTextContent("年初预算 25.00，完成 99.44%");
    expect(besideOf("expenditure.2010301.basic")).toBeNull();
  });
});
