import { describe, expect, it } from "vitest";
import { foldedRows } from "./folded-rows";
import type { TotalRow } from "./total";

type Row = Pick<TotalRow, "id" | "kind">;

const subjects = (category: string, items: number): Row[] => [
  { id: category, kind: "category" },
  { id: `${category}01`, kind: "group" },
  ...Array.from({ length: items }, (_, at): Row => ({ id: `${category}01${10 + at}`, kind: "item" })),
];
const total: Row = { id: "total", kind: "total" };
const long = [total, ...subjects("205", 60), ...subjects("208", 60)];
const shown = (rows: readonly Row[], open?: string) =>
  foldedRows(rows, open).map(({ row, fold }) => (fold === null ? row.id : `${row.id} ${fold}`));

describe("rows of a long table", () => {
  it("are its total and its classes, until one is opened", () =>
    expect(shown(long)).toEqual(["total", "205 closed", "208 closed"]));

  it.each(["208", "2080110"])("are those of the class that %s opens", (open) => {
    const rows = shown(long, open);
    expect(rows.slice(0, 4)).toEqual(["total", "205 closed", "208 open", "20801"]);
    expect(rows).toHaveLength(3 + 61);
  });

  it.each(["", "999", "total"])("are folded for %j, which opens none", (open) =>
    expect(shown(long, open)).toEqual(["total", "205 closed", "208 closed"]),
  );

  it("are all there in a short table, and in one without classes", () => {
    const short = [total, ...subjects("205", 60)];
    expect(shown(short)).toEqual(short.map(({ id }) => id));
    const lines = Array.from({ length: 300 }, (_, at): Row => ({ id: `r${at}`, kind: "line" }));
    expect(shown(lines)).toHaveLength(300);
  });
});
