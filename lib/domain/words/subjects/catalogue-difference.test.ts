import { expect, it } from "vitest";
import { createCatalogue, type Subject } from "./catalogue";
import { catalogueDifference } from "./catalogue-difference";

const catalogueOf = (...rows: [code: string, name: string, replaces?: string][]) =>
  createCatalogue(
    "functional",
    rows.map(([code, name, replaces = ""]) => ({
      code,
      name,
      replaces,
      level: ((code.length - 1) / 2) as Subject["level"],
      note: "",
      source: "test",
      initials: "",
    })),
  );

it("tells subjects that are new, gone with what took them over, and renamed", () => {
  const last = catalogueOf(["201", "一般公共服务支出"], ["20103", "政府办公厅"], ["2010308", "信访事务"]);
  const now = catalogueOf(
    ["201", "一般公共服务支出"],
    ["20103", "政府办公厅（室）"],
    ["2014004", "信访业务", "2010308"],
    ["2014001", "行政运行", "2010308 2010309"],
  );
  expect(catalogueDifference(last, now)).toEqual({
    added: [
      { code: "2014001", name: "行政运行", replaces: ["2010308", "2010309"] },
      { code: "2014004", name: "信访业务", replaces: ["2010308"] },
    ],
    gone: [
      {
        code: "2010308",
        name: "信访事务",
        successors: [
          { code: "2014004", name: "信访业务" },
          { code: "2014001", name: "行政运行" },
        ],
      },
    ],
    renamed: [{ code: "20103", before: "政府办公厅", after: "政府办公厅（室）" }],
  });
});

it("finds nothing between a catalogue and itself, and everything new beside an empty one", () => {
  const now = catalogueOf(["201", "一般公共服务支出"]);
  expect(catalogueDifference(now, now)).toEqual({ added: [], gone: [], renamed: [] });
  expect(catalogueDifference(catalogueOf(), now).added).toHaveLength(1);
});
