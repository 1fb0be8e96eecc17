import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { severityTones } from "./severity-tones";
import { ruleClasses, ruleClassLabels, severityLabels } from "@/lib/domain/words/finding";
import type { RuleOfYear, RuleSwitch } from "@/lib/domain/checks/rule-switches";
import { ruleChangeLabels } from "@/lib/domain/words/rule-switches";

/** The rules of one fiscal year: what the bureau has changed and why, then every rule with what it does this year. */
export function RulesOfYear({
  year,
  rules,
  switches,
}: {
  year: number;
  rules: readonly RuleOfYear[];
  switches: readonly RuleSwitch[];
}) {
  const changed = rules.filter(({ id }) => switches.some(({ ruleId }) => ruleId === id));
  return (
    <>
      <p className="flex flex-wrap gap-x-4 text-sm">
        <a href="/rules">审核规则</a>
        <Link href="/rules/years">各年度审核规则</Link>
      </p>
      <h1 className="mt-2 font-serif text-3xl font-bold">{year}年度审核规则</h1>
      <p className="mt-2 max-w-prose text-muted">
        {year}年度的决算按以下 {rules.length} 条规则审核。算法、依据和例子见各条规则的编号。
      </p>
      <section aria-labelledby="changed" className="mt-6">
        <h2 id="changed" className="font-serif text-2xl">
          本年度的调整
          <span className="ml-2 text-base text-muted tabular-nums">{changed.length} 条</span>
        </h2>
        {changed.length === 0 && <p className="text-muted">财政局没有调整本年度的规则。</p>}
        {changed.map((rule) => (
          <Rule key={rule.id} rule={rule} switches={switches} />
        ))}
      </section>
      {ruleClasses.map((ruleClass) => {
        const own = rules.filter((rule) => rule.ruleClass === ruleClass && !changed.includes(rule));
        if (own.length === 0) return null;
        return (
          <section key={ruleClass} aria-labelledby={`class-${ruleClass}`} className="mt-8">
            <h2 id={`class-${ruleClass}`} className="font-serif text-2xl">
              {ruleClassLabels[ruleClass]}
              <span className="ml-2 text-base text-muted tabular-nums">{own.length} 条</span>
            </h2>
            {own.map((rule) => (
              <Rule key={rule.id} rule={rule} switches={switches} />
            ))}
          </section>
        );
      })}
    </>
  );
}

function Rule({ rule: { id, title, severity }, switches }: { rule: RuleOfYear; switches: readonly RuleSwitch[] }) {
  const own = switches.find(({ ruleId }) => ruleId === id);
  return (
    <article id={id} aria-labelledby={`${id}-title`} className="border-t border-line py-2 target:bg-accent-shade">
      <h3 id={`${id}-title`} className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <a href={`/rules#${id}`} className="tabular-nums">
          {id}
        </a>
        {title}
        <Badge tone={severityTones[severity]}>{severityLabels[severity]}</Badge>
      </h3>
      {own && (
        <p className="mt-1 border-l-2 border-warn pl-2 break-words">
          本年度{ruleChangeLabels[own.change]}：{own.reason}
        </p>
      )}
    </article>
  );
}
