import { describe, expect, it } from "vitest";
import type { FactKey } from "../words/fact-address";
import type { CellId } from "../words/cell-id";
import { correctCells } from "./examples/correct-accounts";
import type { ExampleAccounts } from "./examples/example";
import { fullUnitFacts } from "./examples/full-unit";
import { ruleExamples } from "./examples/rule-examples";
import { runExample } from "./examples/run-example";
import { allRules } from "../checks/registry";

/** A side without a name, a machine's word. */
const nameless = /对应科目|undefined|null|NaN|“”/;
/** No figure of the examples is nought, but where one is typed so: any other stands for a blank. */
const nought = /(?:^|[^\d.,])0(?:\.00)? (?:元|万元)/;
const typesNought = ({ cells: typed = {}, facts: entered = {} }: ExampleAccounts) =>
  [...Object.values(typed), ...Object.values(entered)].includes(0);
/**
 * They quote the calculation of the text that the figures write, in which a blank still counts as nought
 * (lib/domain/text/figures.ts).
 */
const quotesText = new Set(["L-28", "L-30", "L-37"]);

const facts = [...fullUnitFacts.amounts.keys()];
const cells = [...correctCells].flatMap(([id, value]) => (value === null ? [] : [id]));
/** So many blanks of the accounts are tried besides those that its findings speak of. */
const BLANKS = 4;

/** The accounts with one blank at a time: those of its own findings, and some of all others. */
function withBlanks(accounts: ExampleAccounts, spokenOf: readonly (FactKey | CellId)[], at: number): ExampleAccounts[] {
  const all: readonly (FactKey | CellId)[] =
    accounts.cells !== undefined || accounts.withoutRows !== undefined ? cells : facts;
  const some = all.filter((_, index) => index % Math.ceil(all.length / BLANKS) === at % Math.ceil(all.length / BLANKS));
  return [...spokenOf, ...some].map((blank) => ({ ...accounts, without: [blank] }));
}

describe("messages about accounts with a blank cell", () => {
  it.each(allRules.map((rule, at) => [rule.id, rule, at] as const))(
    "of %s name both sides and take no blank for nothing",
    (id, rule, at) => {
      const { failing, passing = {} } = ruleExamples[id]!;
      const wrong = [failing, passing].flatMap((accounts) => {
        const isWrong = (message: string) =>
          nameless.test(message) || (!quotesText.has(id) && !typesNought(accounts) && nought.test(message));
        const { findings } = runExample(rule, accounts);
        const spokenOf = findings.flatMap((finding) => [...finding.cells, ...finding.facts]);
        return [accounts, ...withBlanks(accounts, spokenOf, at)]
          .flatMap((each) => runExample(rule, each).findings.map(({ message }) => message))
          .filter(isWrong);
      });
      expect([...new Set(wrong)]).toEqual([]);
    },
  );

  it("of L-17 name the count that is blank", () => {
    const [rule] = allRules.filter(({ id }) => id === "L-17");
    expect(
      runExample(rule!, { without: ["threePublic:vehiclesHeld::actual" as FactKey] }).findings.map(
        ({ message }) => message,
      ),
    ).toEqual(["“三公”经费：有公务用车运行维护费的，保有量应大于零。“公务用车保有量（辆）”未填，请填写或核对。"]);
  });

  it("of B-42 name the cell that is blank", () => {
    const [rule] = allRules.filter(({ id }) => id === "B-42");
    const said = (...without: FactKey[]) => runExample(rule!, { without }).findings;
    const [finding] = said(
      "threePublic:domesticReception::actual" as FactKey,
      "threePublic:foreignReception::actual" as FactKey,
    );
    expect(finding!.message).toBe(
      "“三公”经费“公务接待费”决算数 1,200.00 元，“三公”经费“其中：国内接待费”决算数加“三公”经费“国（境）外接待费”决算数 未填，两者应相等，相差 1,200.00 元。请核对公务接待费及其批次、人次。",
    );
    expect(finding!.facts).toContain("threePublic:domesticReception::actual");
    expect(said("threePublic:domesticReception::actual" as FactKey)[0]!.message).toContain(
      "“三公”经费“其中：国内接待费”决算数（未填）加“三公”经费“国（境）外接待费”决算数 200.00 元",
    );
  });
});
