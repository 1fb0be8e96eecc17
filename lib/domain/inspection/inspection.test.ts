import { describe, expect, it } from "vitest";
import { initialRuleOf } from "../decision/decision-rule";
import type { FrozenFragment, FrozenNumber } from "../document/frozen-document";
import type { PrintedTable } from "../engine/contract";
import { luozhuangPublication } from "../testing/luozhuang-2021-publication";
import { factKey } from "../words/fact-address";
import { inspectContent, type InspectedContent } from "./content-defects";
import { aspects, defectIds, defectOf, defects, type DefectId } from "./defects";
import { countVerdicts, glancesOf, inspectionOf, type InspectedUnit } from "./inspection";

const names = ["临沂市罗庄区人民政府办公室", "临沂市罗庄区财政局", "临沂市罗庄区人民政府办公室本级"];
const clean = luozhuangPublication();
const district = {
  today: "2022-09-01",
  congressDecidedOn: null,
  rule: initialRuleOf(2021),
  holidays: [],
};
const unit: InspectedUnit = {
  disclosure: {
    unitCode: "101001",
    unitName: "区政府办公室本级",
    departmentName: "区政府办公室",
    isExempt: false,
    exemptBasis: null,
    isDue: true,
    hasAccounts: true,
    waitsForCongress: false,
    departmentApprovedOn: null,
    approvedOn: "2022-08-01",
    approvedHash: "a",
    publishedOn: "2022-08-10",
    publishedHash: "a",
    number: 1,
    correctionReason: null,
    correction: null,
  },
  isDepartmentPublished: true,
  versions: { there: 1, newest: 1, newestOn: "2022-08-10", withoutReason: 0 },
  content: inspectContent(clean, names),
  portal: null,
};
const none = { there: 0, newest: 0, newestOn: null, withoutReason: 0 };
const foundIn = (inspected: InspectedUnit) =>
  defectIds.filter((id) => inspectionOf(inspected, district)[id].state === "found");
const ofDisclosure = (change: Partial<InspectedUnit["disclosure"]>, more: Partial<InspectedUnit> = {}) => ({
  ...unit,
  ...more,
  disclosure: { ...unit.disclosure, ...change },
});

/** The clean publication with something done to it. */
function spoilt(spoil: (content: InspectedContent) => void): InspectedContent {
  const content = structuredClone(clean);
  spoil(content);
  return content;
}
const tableOf = (content: InspectedContent, id: string): PrintedTable => content.tables.find((each) => each.id === id)!;
function fragmentsOf(content: InspectedContent): FrozenFragment[] {
  return content.document.parts.flatMap(({ blocks }) =>
    blocks.flatMap((block) =>
      block.kind === "paragraph" ? block.sentences.flatMap(({ fragments }) => fragments) : [],
    ),
  );
}
const textFragment = (content: InspectedContent) =>
  content.document.parts
    .find(({ id }) => id === "narrative")!
    .blocks.flatMap((block) => (block.kind === "paragraph" ? block.sentences : []))
    .flatMap(({ fragments }) => fragments)
    .find((fragment) => fragment.kind === "text")!;
const numberOfOneCell = (content: InspectedContent) =>
  fragmentsOf(content).find(
    (fragment): fragment is FrozenNumber =>
      fragment.kind === "number" &&
      fragment.measure === "fen" &&
      fragment.cells.length === 1 &&
      fragment.facts.length === 0 &&
      !fragment.explanation.includes("−") &&
      fragment.value > 0,
  )!;

/** Each defect in a publication that has it; what else it brings along is named. */
const contents: Partial<Record<DefectId, [InspectedContent, also?: DefectId[]]>> = {
  scanOnly: [
    spoilt((content) => {
      Object.assign(content, { tables: [] });
      content.document.parts = [];
    }),
    ["tablesMissing", "glossaryThin"],
  ],
  tablesMissing: [
    spoilt((content) => {
      tableOf(content, "stateCapital").emptyStatement = null;
    }),
  ],
  categoryOnly: [
    spoilt((content) => {
      const table = tableOf(content, "expenditure");
      table.rows = table.rows.filter(({ kind, id }) => !(id.startsWith("221") && kind !== "category"));
    }),
  ],
  threePublicThin: [luozhuangPublication([[factKey("threePublic", "domesticReceptionGroups", "", "actual"), null]])],
  circularReason: [
    spoilt((content) => {
      const reason = fragmentsOf(content).find((fragment) => fragment.kind === "reason")!;
      reason.text = "本年支出增加所致";
    }),
  ],
  textAgainstTable: [
    spoilt((content) => {
      const [cell] = numberOfOneCell(content).cells;
      for (const table of content.tables)
        for (const { cells } of table.rows)
          for (const each of cells) if (each.cellId === cell) each.fen = (each.fen ?? 0) + 1_000_000;
    }),
  ],
  sumsWithoutNote: [
    spoilt((content) => {
      const table = tableOf(content, "income");
      expect(table.residuals.length).toBeGreaterThan(0);
      table.residuals = [];
    }),
  ],
  budgetMixed: [
    spoilt((content) => {
      content.document.title = content.document.title.replace("决算", "预算");
    }),
  ],
  unitMixed: [
    spoilt((content) => {
      const numbers = fragmentsOf(content);
      const at = numbers.findIndex(
        (fragment, index) =>
          fragment.kind === "number" &&
          fragment.measure === "fen" &&
          fragment.value > 0 &&
          numbers[index + 1]?.text.startsWith("万元"),
      );
      numbers[at + 1]!.text = numbers[at + 1]!.text.replace("万元", "元");
    }),
  ],
  foreignText: [
    spoilt((content) => {
      textFragment(content).text += "与临沂市罗庄区财政局相同";
    }),
  ],
  operatingCostOfInstitution: [
    spoilt((content) => {
      content.unit.kind = "institution";
    }),
  ],
  procurementShareMissing: [
    spoilt((content) => {
      Object.assign(content, { facts: content.facts.filter(({ column }) => column !== "toSmallAndMedium") });
    }),
  ],
  performanceThin: [
    spoilt((content) => {
      Object.assign(content, { projects: [], keyEvaluations: [] });
    }),
  ],
  glossaryThin: [
    spoilt((content) => {
      for (const part of content.document.parts) if (part.id === "glossary") part.blocks = [];
    }),
  ],
};

describe("公开体检", () => {
  it("declares 22 defects under the five aspects, each with its basis and how it is judged", () => {
    expect(defectIds).toHaveLength(22);
    for (const id of defectIds) {
      const { title, aspect, basis, judged } = defectOf(id);
      expect(
        [title, basis, judged].every((text) => text.length > 3),
        id,
      ).toBe(true);
      expect(aspects[aspect]).toBeDefined();
    }
    expect(new Set(Object.values(defects).map(({ title }) => title)).size).toBe(22);
  });

  it("finds nothing in the real publication, and passes nothing that it cannot judge", () => {
    const inspection = inspectionOf(unit, district);
    expect(foundIn(unit)).toEqual([]);
    expect(countVerdicts(inspection)).toEqual({ found: 0, notJudged: 2, clear: 20 });
    expect([inspection.brokenLink.state, inspection.noContact.state]).toEqual(["notJudged", "notJudged"]);
  });

  it.each([
    [{ askedAt: null }, "notJudged"],
    [{ isClosed: true }, "notJudged"],
    [{}, "clear"],
    [{ findings: [{ kind: "unreachable", text: "网站回答状态 404", since: "2022-09-30T19:00:00.000Z" }] }, "found"],
  ] as const)("judges the portal by what the watch has seen: %j", (seen, state) => {
    const portal = {
      address: "https://a.cn/",
      askedAt: "2022-10-01T19:00:00.000Z",
      isClosed: false,
      findings: [],
      ...seen,
    };
    const verdict = inspectionOf({ ...unit, portal }, district).brokenLink;
    expect(verdict.state).toBe(state);
    if (verdict.state === "found")
      expect(verdict.evidence).toEqual([{ text: "网站回答状态 404（自 2022-10-01 起）。", place: null }]);
  });

  it.each(Object.entries(contents))(
    "finds %s in a publication that has it, and names the place",
    (id, [content, also = []]) => {
      const inspected = { ...unit, content: inspectContent(content, names) };
      expect(foundIn(inspected).toSorted()).toEqual([id, ...also].toSorted());
      const verdict = inspectionOf(inspected, district)[id as DefectId];
      if (verdict.state !== "found") throw new Error();
      for (const { text } of verdict.evidence) expect(text).toMatch(/。$/);
    },
  );

  it.each([
    ["late", ofDisclosure({ publishedOn: "2022-08-30" })],
    ["late", ofDisclosure({ correction: { number: 2, approvedOn: "2022-08-03", publishedOn: null } })],
    ["notAsApproved", ofDisclosure({ publishedHash: "b" })],
    ["noDate", { ...unit, versions: { ...unit.versions, newestOn: null } }],
    ["removed", { ...unit, versions: { ...unit.versions, newest: 2 } }],
    ["silentReplacement", { ...unit, versions: { ...unit.versions, there: 2, newest: 2, withoutReason: 1 } }],
    [
      "departmentOnly",
      ofDisclosure({ publishedOn: null, approvedOn: null, approvedHash: null }, { versions: none, content: null }),
    ],
  ] as const satisfies readonly (readonly [DefectId, InspectedUnit])[])(
    "finds %s in the records of a unit that has it",
    (id, inspected) => {
      expect(foundIn(inspected)).toEqual([id]);
    },
  );

  it("judges the contact where the text gives one, and all scores of 100", () => {
    const withPhone = spoilt((content) => {
      textFragment(content).text += "联系电话：0539-8240000";
    });
    expect(inspectContent(withPhone, names).noContact).toBeUndefined();
    const perfect = spoilt(({ projects }) => {
      for (const project of projects)
        Object.assign(project, { indicators: [], goal: "", statedScore: "100", executionScore: "" });
    });
    expect(inspectContent(perfect, names).performanceThin).toMatchObject({ state: "found" });
  });

  it("says of what is not public that it is not judged, and why", () => {
    const unpublished = ofDisclosure(
      { publishedOn: null, approvedOn: null },
      { versions: none, content: null, isDepartmentPublished: false },
    );
    const inspection = inspectionOf(unpublished, district);
    expect(countVerdicts(inspection)).toEqual({ found: 0, notJudged: 21, clear: 1 });
    expect(glancesOf(unpublished, inspection)).toEqual(["missing"]);
    expect(inspectionOf({ ...unit, content: null }, district).scanOnly).toMatchObject({ state: "notJudged" });
  });
});
