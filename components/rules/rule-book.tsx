import Link from "next/link";
import { bookClasses, bookClassLabels, type BookClass } from "@/lib/domain/rule-book/book-classes";
import { ruleBookAreas, type RuleBookEntry } from "@/lib/domain/rule-book/rule-book";
import { RuleEntry } from "./rule-entry";
import { RuleFilter } from "./rule-filter";

/** What each class asks of a report (domain-rules §1.2). */
const meanings: Record<BookClass, string> = {
  balance: "表内、表间必须成立的等式。不成立不能上报。",
  logic: "数字、科目、名称和文字应当相容。不相容须改正，或说明后由审核人认可。",
  verification: "不常见但可能属实的情况。由单位核实说明，审核人认可或退回。",
  control: "单位照账簿填列的合计数与系统汇总数核对。",
  total: "部门和全区汇总另行审核：单位之间的往来、汇总的范围、汇总数的增减。单位的逻辑性和核实性规则不用于汇总。",
};

/**
 * The rules by which every report is checked, for everybody: what is computed, on what basis, with accounts that
 * passes and one that does not.
 */
export function RuleBook({ entries }: { entries: readonly RuleBookEntry[] }) {
  const filtered = entries.map(({ id, ruleClass, severity, areas, title, formulas, basis, advice }) => ({
    id,
    ruleClass,
    severity,
    areas,
    words: [id, title, ...formulas, basis, advice].join(" ").toLowerCase(),
  }));
  return (
    <>
      <h1 className="font-serif text-3xl font-bold">审核规则</h1>
      <p className="mt-2 mb-6 max-w-prose text-muted">
        每份决算在填报时和上报前，按所在地区和年度适用的规则审核，包括汇总在内，全部规则共 {entries.length}{" "}
        条。每条规则都有算法、依据和一正一误两个例子；例子随系统一起测试，说的就是做的。财政局按年度调整的，见
        <Link href="/rules/years">各年度审核规则</Link>。
      </p>
      <RuleFilter rules={filtered} areas={ruleBookAreas} />
      {bookClasses.map((ruleClass) => {
        const own = entries.filter((entry) => entry.ruleClass === ruleClass);
        return (
          <section key={ruleClass} id={`class-${ruleClass}`} aria-labelledby={`title-${ruleClass}`} className="mt-10">
            <h2 id={`title-${ruleClass}`} className="font-serif text-2xl">
              {bookClassLabels[ruleClass]}
              <span className="ml-2 text-base text-muted tabular-nums">{own.length} 条</span>
            </h2>
            <p className="mb-4 max-w-prose text-muted">{meanings[ruleClass]}</p>
            {own.map((entry) => (
              <RuleEntry key={entry.id} entry={entry} />
            ))}
          </section>
        );
      })}
    </>
  );
}
