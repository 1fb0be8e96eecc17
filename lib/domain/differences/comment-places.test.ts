import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { labelledCells } from "../document/labelled-cells";
import { luozhuangFacts } from "../testing/luozhuang-2021";
import { luozhuangState, luozhuangStoredPerformance } from "../testing/luozhuang-2021-state";
import type { FactKey } from "../words/fact-address";
import { followed, saidAt, saidPlaces, type CommentAnchor } from "./comment-places";

const before = saidPlaces(luozhuangState());
const on = (kind: CommentAnchor["kind"], id: string): CommentAnchor => ({
  kind,
  id,
  said: saidAt(before, { kind, id }),
});
const others = luozhuangStoredPerformance.projects.map((project) => ({
  ...project,
  indicators: [...project.indicators],
}));
const withForm = others.findIndex(({ indicators }) => indicators.length > 0);

/** What a forged call may leave as an address, or a release that had other ones. */
const strange = [
  "g01/../..",
  "...",
  "a..b.c",
  ".x.y",
  "income..total",
  "income.x.y",
  "nowhere.x.y",
  "a:b:c:d",
  ":::",
  "income:::",
  "<img src=x onerror=alert(1)>",
  "__proto__",
  "constructor.prototype.x",
  "t:row:99999999999999999999",
  "x:row:-1",
  "\u4e00".repeat(300),
];

it.each(strange)("a comment at %j, which is no place, keeps nobody from the page", (id) => {
  for (const kind of ["cell", "sentence", "form"] as const)
    for (const said of [null, "x", "a｜b"]) {
      const found = followed(before, { kind, id, said });
      if (kind !== "form") expect(found.state).toBe("gone");
    }
});

describe("a comment after its report has changed", () => {
  const [key, value] = [...luozhuangFacts.amounts].find(([each]) => each.startsWith("basicExpenditure:30201"))!;
  const amounts = new Map<FactKey, number>(luozhuangFacts.amounts).set(key, value + 100);
  const now = saidPlaces(luozhuangState({ amounts }));

  it("on a figure that changed by less than the print shows says what it was, to the fen", () => {
    const cell = [...before.keys()].find((id) => before.get(id) !== now.get(id) && id.split(".").length >= 3)!;
    expect(followed(now, on("cell", cell))).toEqual({
      state: "changed",
      place: cell,
      was: before.get(cell),
      now: now.get(cell),
    });
    expect(followed(now, on("cell", key))).toMatchObject({ state: "changed", place: key });
  });

  it("on what did not change is where it was", () => {
    const cell = [...before.keys()].find((id) => before.get(id) === now.get(id) && id.startsWith("income."))!;
    expect(followed(now, on("cell", cell))).toMatchObject({ state: "same", place: cell });
  });

  it("on a typed figure that was taken out says that it is blank now", () => {
    const without = new Map(luozhuangFacts.amounts);
    without.delete(key);
    const blanked = saidPlaces(luozhuangState({ amounts: without }));
    expect(followed(blanked, on("cell", key))).toMatchObject({ state: "changed", now: "空" });
  });

  it("on a row that went says what it was and leads to its table", () => {
    const [table] = luozhuangState().tables;
    const { cell } = labelledCells(table!)[0]!;
    const anchor = on("cell", cell.cellId);
    const gone = new Map([...before].filter(([id]) => !id.startsWith(cell.cellId.split(".").slice(0, 2).join("."))));
    expect(followed(gone, anchor)).toEqual({ state: "gone", was: anchor.said, nearest: `table-${table!.id}` });
  });

  it("on a sentence that stands elsewhere now is led to it, and on one that went says what it said", () => {
    const [id, text] = [...before].find(([each, words]) => !each.includes(":") && words.includes("万元，"))!;
    const moved = new Map([...before].map(([each, words]) => [each === id ? "elsewhere" : each, words]));
    expect(followed(moved, on("sentence", id))).toEqual({ state: "moved", place: "elsewhere", now: text });
    const gone = new Map([...before].filter(([, words]) => words !== text));
    expect(followed(gone, on("sentence", id))).toEqual({ state: "gone", was: text, nearest: null });
  });

  it("on an indicator finds its row when others come before it, and when its score changed", () => {
    const target = others[withForm]!.indicators[1]!;
    const [row, said] = [...before].find(([id, text]) => id.includes(":row:") && text.includes(`${target.third}｜`))!;
    const anchor = { kind: "sentence" as const, id: row, said };
    const withOneMore = others.map((project, at) =>
      at === withForm
        ? { ...project, indicators: [{ ...project.indicators[0]!, third: "新指标" }, ...project.indicators] }
        : project,
    );
    const shifted = saidPlaces(
      luozhuangState({ performance: { ...luozhuangStoredPerformance, projects: withOneMore } }),
    );
    const there = followed(shifted, anchor);
    expect(there).toMatchObject({ state: expect.stringMatching(/moved|changed/) });
    expect(shifted.get((there as { place: string }).place)).toContain(`${target.third}｜`);

    const rescored = others.map((project, at) =>
      at === withForm
        ? {
            ...project,
            indicators: project.indicators.map((each) => (each === target ? { ...each, reason: "推迟" } : each)),
          }
        : project,
    );
    expect(
      followed(
        saidPlaces(luozhuangState({ performance: { ...luozhuangStoredPerformance, projects: rescored } })),
        anchor,
      ),
    ).toMatchObject({ state: "changed", was: said, now: expect.stringContaining("推迟") });
  });

  it("of before what a place said was kept does not pretend to know whether it changed", () => {
    expect(followed(now, { kind: "cell", id: key, said: null })).toMatchObject({ state: "notKept", place: key });
    expect(followed(now, { kind: "form", id: "report", said: null })).toEqual({ state: "whole" });
  });

  it("keeps its place or says where it was, whatever of the report is left", () => {
    const addresses = [...before.keys()];
    fc.assert(
      fc.property(fc.nat(addresses.length - 1), fc.integer({ min: 1, max: 7 }), (at, every) => {
        const id = addresses[at]!;
        const left = new Map([...before].filter((_, nth) => nth % every !== 0));
        const place = followed(
          left,
          on(id.split(".").length >= 3 || /^[^:]+:[^:]*:[^:]*:[^:]+$/.test(id) ? "cell" : "sentence", id),
        );
        if (place.state === "gone") expect(place.was).toBe(before.get(id));
        else if (place.state === "changed") expect(place.was).toBe(before.get(id));
        else expect(left.get((place as { place: string }).place)).toBe(before.get(id));
      }),
    );
  });
});
