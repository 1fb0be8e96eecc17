import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wanHundredths } from "../words/amounts";
import { controlKey, factKey, type FactKey } from "../words/fact-address";
import type { Facts } from "../words/facts";
import { printedCells, programForFacts } from "../engine/figures";
import type { ReportIdentity } from "../words/report-identity";
import { createReportModel } from "../report/open-report";
import type { CellId } from "../words/cell-id";
import { formatOf } from "../formats/format-of";
import { cataloguesOf } from "../testing/catalogues";
import { fullUnitFacts } from "../rule-book/examples/full-unit";
import { luozhuangFacts, luozhuangIdentity } from "../testing/luozhuang-2021";
import { suspectFacts } from "./suspect-facts";
import { suspectTables } from "./suspect-tables";
import { blankCellOf, type Suspicion } from "./suspicion";
import { threePublicFacts } from "./three-public-cells";

const catalogues = cataloguesOf(2021);
const institution: ReportIdentity = { unitName: "某单位", unitKind: "institution", year: 2021, tableSetId: "fy2021" };

function derived(facts: Facts) {
  const program = programForFacts({ tableSet: formatOf("fy2021"), ...catalogues, facts });
  return { cells: printedCells(program), rows: program.shape };
}

const real = derived(luozhuangFacts);
const full = derived(fullUnitFacts);

function withFacts(changes: Record<string, number | null>, base: Facts = luozhuangFacts): Facts {
  const amounts = new Map(base.amounts);
  for (const [key, value] of Object.entries(changes))
    if (value === null) amounts.delete(key as FactKey);
    else amounts.set(key as FactKey, value);
  return { amounts, texts: base.texts };
}

/** Keys of the findings that accuse. */
function accusations(facts: Facts, identity = luozhuangIdentity): string[] {
  return createReportModel({ identity, ...catalogues, facts })
    .findings()
    .filter(({ ruleClass }) => ruleClass !== "verification")
    .map(({ key }) => key);
}

function applied(facts: Facts, { edits }: Suspicion): Facts {
  return withFacts(
    Object.fromEntries(edits.map((edit) => [edit.kind === "fact" ? edit.key : edit.id, edit.to])),
    facts,
  );
}

const inPrint = new Map(
  [...real.cells].map(([id, value]) => [id, value === null ? null : wanHundredths(value) * 10_000]),
);

describe("suspectTables", () => {
  const given = { identity: luozhuangIdentity, ...catalogues, rows: real.rows, precision: "wan" as const };

  it("accuses nobody in the real accounts, exact or as printed", () => {
    expect(suspectTables({ ...given, cells: inPrint })).toEqual([]);
    expect(suspectTables({ ...given, cells: real.cells, precision: "fen" })).toEqual([]);
    expect(suspectTables({ identity: institution, ...catalogues, ...full, precision: "fen" })).toEqual([]);
  });

  it("says which printed figure has its digits swapped, and how much that cures", () => {
    const cells = new Map(inPrint).set("expenditure.2010305.project" as CellId, 2_095_100 * 100);
    expect(inPrint.get("expenditure.2010305.project" as CellId)).toBe(2_091_500 * 100);
    const [first] = suspectTables({ ...given, cells });
    expect(first).toMatchObject({
      slip: "swappedDigits",
      breaks: 0,
      edits: [{ kind: "cell", id: "expenditure.2010305.project", from: 209_510_000, to: 209_150_000 }],
    });
    expect(first!.sentence).toMatch(
      /^把支出决算表“2010305 .+”项目支出的 209\.51 万元改为 209\.15 万元（相邻数字颠倒），可同时消除 \d 条。$/,
    );
    expect(first!.cures.length).toBeGreaterThanOrEqual(3);
  });

  it("suspects a total, too", () => {
    const id = "expenditure.total.total" as CellId;
    const cells = new Map(real.cells).set(id, real.cells.get(id)! * 10);
    expect(suspectTables({ ...given, cells, precision: "fen" })[0]).toMatchObject({
      slip: "decimalPoint",
      edits: [{ id, to: real.cells.get(id) }],
    });
  });

  it("puts two exchanged figures back", () => {
    const [a, b] = ["expenditure.2080505.basic", "expenditure.2080506.basic"] as CellId[] as [CellId, CellId];
    const cells = new Map(real.cells).set(a, real.cells.get(b)!).set(b, real.cells.get(a)!);
    const [first] = suspectTables({ ...given, cells, precision: "fen" });
    expect(first).toMatchObject({
      slip: "shiftedRow",
      edits: [
        { id: a, to: real.cells.get(a) },
        { id: b, to: real.cells.get(b) },
      ],
    });
    expect(first!.sentence).toContain("对调（串行）");
  });

  it("finds any single wrong figure of a unit that fills every column among the first three, if a check fails", () => {
    const filled = [...full.cells].filter(([, value]) => value !== null && Math.abs(value) > 1_000);
    fc.assert(
      fc.property(fc.constantFrom(...filled), fc.constantFrom(10_000, 10, 100, -1), ([id, right], factor) => {
        const cells = new Map(full.cells).set(id, right! * factor);
        const suspicions = suspectTables({
          identity: institution,
          ...catalogues,
          rows: full.rows,
          cells,
          precision: "fen",
        });
        expect(suspicions.map(({ edits }) => edits)).toContainEqual([
          { kind: "cell", id, from: right! * factor, to: right },
        ]);
      }),
      { numRuns: 25, seed: 7 },
    );
  }, 60_000);
});

describe("suspectFacts", () => {
  const basic = "expenditure:2080505:generalPublicBudget:basic" as FactKey;

  it("is silent while no check accuses", () => {
    expect(suspectFacts({ identity: luozhuangIdentity, ...catalogues, facts: luozhuangFacts })).toEqual([]);
  });

  it("corrects what the economic side contradicts", () => {
    const right = luozhuangFacts.amounts.get(basic)!;
    const facts = withFacts({ [basic]: Math.round(right / 10_000) });
    const [first] = suspectFacts({ identity: luozhuangIdentity, ...catalogues, facts });
    expect(first).toMatchObject({ slip: "wanFactor", edits: [{ kind: "fact", key: basic, to: right }] });
  });

  it("says when the control total itself is wrong", () => {
    const control = controlKey("expenditure.total.total");
    const others = [
      "expenditure.201.total",
      "expenditure.208.total",
      "expenditure.total.basic",
      "expenditure.total.project",
    ];
    const controls = Object.fromEntries(others.map((id) => [controlKey(id), real.cells.get(id as CellId)!]));
    const right = real.cells.get("expenditure.total.total" as CellId)!;
    const facts = withFacts({ ...controls, [control]: right * 10 });
    const [first] = suspectFacts({ identity: luozhuangIdentity, ...catalogues, facts });
    expect(first).toMatchObject({ edits: [{ kind: "fact", key: control, to: right }] });
    expect(first!.sentence).toContain("控制数支出决算表");
  });

  it("moves a figure back from a subject that was not received for", () => {
    const wrong = "expenditure:2080506:generalPublicBudget:basic";
    const right = luozhuangFacts.amounts.get(basic)!;
    const other = luozhuangFacts.amounts.get(wrong as FactKey)!;
    const [first] = suspectFacts({
      identity: luozhuangIdentity,
      ...catalogues,
      facts: withFacts({ [basic]: other, [wrong]: right }),
    });
    expect(first).toMatchObject({ slip: "shiftedRow" });
    expect(applied(withFacts({ [basic]: other, [wrong]: right }), first!).amounts).toEqual(luozhuangFacts.amounts);
  });

  it("keeps its word: the first proposal cures what it names, and undoing it restores the figures", () => {
    const keys = [...fullUnitFacts.amounts.keys()].filter(
      (key) =>
        /^(expenditure|income|basicExpenditure|threePublic:[a-zA-Z]+::actual)/.test(key) &&
        fullUnitFacts.amounts.get(key)! > 1_000,
    );
    const before = new Set(accusations(fullUnitFacts, institution));
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.constantFrom(-1, 10, 10_000), (key, factor) => {
        const facts = withFacts({ [key]: fullUnitFacts.amounts.get(key)! * factor }, fullUnitFacts);
        const now = accusations(facts, institution);
        const [first] = suspectFacts({ identity: institution, ...catalogues, facts });
        if (now.every((own) => before.has(own))) return;
        expect(first).toBeDefined();
        const after = new Set(accusations(applied(facts, first!), institution));
        expect(first!.cures.filter((cure) => now.includes(cure) && after.has(cure))).toEqual([]);
        expect([...after].filter((own) => !now.includes(own)).length).toBeLessThanOrEqual(first!.breaks);
        const undone = applied(applied(facts, first!), {
          ...first!,
          edits: first!.edits.map((edit) => ({ ...edit, from: edit.to, to: edit.from })),
        });
        expect(undone.amounts).toEqual(facts.amounts);
      }),
      { numRuns: 25, seed: 11 },
    );
  }, 60_000);

  it("gives the same answer whether the rows were compiled before or not", () => {
    const wrong = withFacts({ [basic]: 1 });
    const cold = suspectFacts({ identity: luozhuangIdentity, ...catalogues, facts: wrong });
    suspectFacts({
      identity: luozhuangIdentity,
      ...catalogues,
      facts: withFacts({ [basic]: 77, "income:2080505::generalPublicBudget": 5 }),
    });
    expect(suspectFacts({ identity: luozhuangIdentity, ...catalogues, facts: wrong })).toEqual(cold);
  });

  it("gives the same answer when a row has gone or come back as when it compiles anew", () => {
    const wrong = withFacts({ [basic]: Math.round(luozhuangFacts.amounts.get(basic)! / 10_000) });
    const without = withFacts(
      { "income:2010301::generalPublicBudget": null, "expenditure:2010301:generalPublicBudget:basic": null },
      wrong,
    );
    const another = () => suspectFacts({ identity: institution, ...catalogues, facts: fullUnitFacts });
    const answers = [wrong, without].map((facts) => {
      another();
      return suspectFacts({ identity: luozhuangIdentity, ...catalogues, facts });
    });
    expect(answers[0]).not.toEqual(answers[1]);
    suspectFacts({ identity: luozhuangIdentity, ...catalogues, facts: wrong });
    expect(
      [without, wrong, without].map((facts) => suspectFacts({ identity: luozhuangIdentity, ...catalogues, facts })),
    ).toEqual([answers[1], answers[0], answers[1]]);
  });

  it("does not take away the figure that a hint compares, so that nothing is left to compare", () => {
    const pension = factKey("basicExpenditure", "30302", "", "amount");
    const wages = luozhuangFacts.amounts.get(basic)!;
    const onPensions = luozhuangFacts.amounts.get(pension)! + 100_000;
    const facts = withFacts({
      [basic]: wages - onPensions,
      "expenditure:2080501:generalPublicBudget:basic": onPensions,
      "income:2010301::generalPublicBudget":
        luozhuangFacts.amounts.get("income:2010301::generalPublicBudget" as FactKey)! - onPensions,
      "income:2080501::generalPublicBudget": onPensions,
    });
    expect(accusations(facts).some((key) => key.startsWith("L-15"))).toBe(true);
    const taking = suspectFacts({ identity: luozhuangIdentity, ...catalogues, facts }, Infinity).filter(({ edits }) =>
      edits.some((edit) => edit.kind === "fact" && edit.key === pension && (edit.to ?? 0) === 0),
    );
    expect(taking.map(({ sentence }) => sentence)).toEqual([]);
  });

  it("forgets a control total that has been taken back", () => {
    const control = controlKey("expenditure.total.total");
    const stated = withFacts({ [control]: 1 });
    expect(suspectFacts({ identity: luozhuangIdentity, ...catalogues, facts: stated })).not.toEqual([]);
    expect(suspectFacts({ identity: luozhuangIdentity, ...catalogues, facts: luozhuangFacts })).toEqual([]);
  });

  it("blames operating figures for an operating loss, and knows which subject", () => {
    const right = fullUnitFacts.amounts;
    const [key] = [...right.keys()].filter((own) => own.startsWith("expenditure:") && own.endsWith(":operating"));
    const income = `income:${key!.split(":")[1]}::operatingIncome`;
    const even = withFacts({ [income]: right.get(key!)! }, fullUnitFacts);
    const [first] = suspectFacts({
      identity: institution,
      ...catalogues,
      facts: withFacts({ [key!]: right.get(key!)! * 10 }, even),
    });
    expect(first).toMatchObject({ slip: "decimalPoint", edits: [{ key, to: right.get(key!) }] });
  });

  describe("of figures that are entered twice", () => {
    const ask = (changes: Record<string, number | null>, base = luozhuangFacts, identity = luozhuangIdentity) =>
      suspectFacts({ identity, ...catalogues, facts: withFacts(changes, base) });
    const reception = {
      "threePublic:officialReception::actual": null,
      "threePublic:domesticReception::actual": null,
      "threePublic:foreignReception::actual": null,
    };

    it.each<[string, Record<string, number | null>, string, number]>([
      ["“三公” 公务接待费, with nothing of it filled", reception, "threePublic:officialReception::actual", 13_860_000],
      [
        "“三公” 公务用车运行维护费",
        { "threePublic:vehicleOperation::actual": null },
        "threePublic:vehicleOperation::actual",
        11_000_000,
      ],
      ["30217 公务接待费", { "basicExpenditure:30217::amount": null }, "basicExpenditure:30217::amount", 13_860_000],
      [
        "国内接待费",
        { "threePublic:domesticReception::actual": null },
        "threePublic:domesticReception::actual",
        13_860_000,
      ],
      ["30109 职业年金缴费", { "basicExpenditure:30109::amount": null }, "basicExpenditure:30109::amount", 16_280_000],
      [
        "2080506 职业年金缴费支出",
        { "expenditure:2080506:generalPublicBudget:basic": null },
        "expenditure:2080506:generalPublicBudget:basic",
        16_280_000,
      ],
      ["车辆数合计", { "stateAssets:vehicles::count": null }, "stateAssets:vehicles::count", 8],
    ])("suspects the blank first: %s", (_, changes, key, to) => {
      const [first] = ask(changes);
      expect(first!.edits).toEqual([{ kind: "fact", key, from: null, to }]);
      expect(blankCellOf(first!)).toBe(key);
    });

    it("says that the cell is not filled", () => {
      expect(ask(reception)[0]!.sentence).toBe(
        "“三公”经费“公务接待费”决算数尚未填写，补填 138,600.00 元（漏填），可消除 1 条。",
      );
    });

    it("never proposes to make the money of a “三公” item something else", () => {
      const keys = [...fullUnitFacts.amounts.keys()].filter((key) =>
        /^(?:basicExpenditure|threePublic:(?:overseas|vehicle|official|domestic|foreign)\w+::actual)/.test(key),
      );
      const guarded = new Set<string>(threePublicFacts(formatOf("fy2021")));
      for (const key of keys)
        for (const [to, identity] of [
          [null, institution],
          [0, institution],
          [fullUnitFacts.amounts.get(key)! * 10, institution],
        ] as const)
          for (const { edits, sentence } of suspectFacts(
            { identity, ...catalogues, facts: withFacts({ [key]: to }, fullUnitFacts) },
            Infinity,
          )) {
            const taken = edits.filter(
              (edit) =>
                edit.kind === "fact" && guarded.has(edit.key) && Math.abs(edit.to ?? 0) < Math.abs(edit.from ?? 0),
            );
            if (taken.length > 0 && (edits.length > 1 || (taken[0]!.to ?? 0) === 0)) expect.fail(`${key}: ${sentence}`);
          }
    }, 60_000);
  });

  describe("of blank cells on the other side of what is entered twice", () => {
    const every = (changes: Record<string, number | null>) =>
      suspectFacts({ identity: institution, ...catalogues, facts: withFacts(changes, fullUnitFacts) }, Infinity);
    const touching = (suspicions: readonly Suspicion[], cell: string) =>
      suspicions.filter(({ edits }) => edits.some((edit) => edit.kind === "fact" && edit.key === cell));
    it("suspects the cell itself, and nothing else in a row that only the other side speaks for", () => {
      const suspicions = every({
        "control:expenditure.total.project::amount": full.cells.get("expenditure.total.project" as CellId)! + 100_000,
      });
      expect(touching(suspicions, "expenditure:2101102:generalPublicBudget:project")).not.toEqual([]);
      expect(touching(suspicions, "expenditure:2101101:generalPublicBudget:project")).toEqual([]);
    });

    it("does not fill one for the sake of another equation while its own counterpart is blank as well", () => {
      const apart = {
        "expenditure:2080505:generalPublicBudget:basic": null,
        "expenditure:2080505:generalPublicBudget:project": 100_000,
        "basicExpenditure:30108::amount": null,
      };
      const suspicions = every({
        ...apart,
        "basicExpenditure:30101::amount": fullUnitFacts.amounts.get("basicExpenditure:30101::amount" as FactKey)! - 700,
      });
      expect(touching(suspicions, "basicExpenditure:30101::amount")).not.toEqual([]);
      expect(touching(suspicions, "basicExpenditure:30108::amount")).toEqual([]);
    });
  });

  it("proposes none of several blank cells that nothing tells apart", () => {
    const classes = [...luozhuangFacts.amounts.keys()].filter((key) => key.startsWith("stateAssets:"));
    const facts = withFacts({
      ...Object.fromEntries(classes.map((key) => [key, null])),
      [factKey("stateAssets", "vehicles", "", "count")]: 8,
    });
    expect(accusations(facts).some((key) => key.startsWith("L-18"))).toBe(true);
    const proposals = suspectFacts({ identity: luozhuangIdentity, ...catalogues, facts });
    expect(proposals.filter(({ edits }) => edits[0]!.from === null && edits.length === 1)).toEqual([]);
  });

  it("moves what stands under the wrong nature, and never takes it away", () => {
    const key = factKey("expenditure", "2010302", "generalPublicBudget", "basic");
    const project = factKey("expenditure", "2010302", "generalPublicBudget", "project");
    const facts = withFacts({
      [key]: 200_00,
      [project]: null,
      [factKey("income", "2010302", "", "generalPublicBudget")]: 200_00,
    });
    expect(accusations(facts)).toContain("L-11@2010302");
    const proposals = suspectFacts({ identity: luozhuangIdentity, ...catalogues, facts }, 10);
    expect(
      proposals.filter(
        ({ edits }) => edits.length === 1 && edits[0]!.kind === "fact" && edits[0]!.key === key && !edits[0]!.to,
      ),
    ).toEqual([]);
    expect(proposals.find(({ cures }) => cures.includes("L-11@2010302"))?.sentence).toMatch(
      /^把支出“2010302 [^”]+”.*基本支出的 200\.00 元移到支出“2010302 [^”]+”.*项目支出，/,
    );
  });

  it("gives every correction on request, each with what speaks for it", () => {
    const facts = withFacts({ [basic]: 1 });
    const all = suspectFacts({ identity: luozhuangIdentity, ...catalogues, facts }, Infinity);
    const three = suspectFacts({ identity: luozhuangIdentity, ...catalogues, facts });
    expect(all.length).toBeGreaterThan(three.length);
    expect(all[0]).toEqual(three[0]);
    expect(three[0]!.marks).toContain("spentAsReceived far→same");
  });
});
