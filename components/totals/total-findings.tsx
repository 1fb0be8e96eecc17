import { RuleLink } from "@/components/rules/rule-link";
import { Badge, type Tone } from "@/components/ui/badge";
import { severities, severityLabels, type Severity } from "@/lib/domain/words/finding";
import type { MadeTotal } from "@/lib/features/total-content/schema";

const tones: Record<Severity, Tone> = { blocking: "danger", explain: "warn", hint: "neutral" };
/** Of one severity, before the rest is folded away. */
const SHOWN = 20;
/** More stand in Excel. */
const MOST = 200;

/** What the rules of a sum find, the gravest first. */
export function TotalFindings({ findings }: Pick<MadeTotal, "findings">) {
  if (findings.length === 0) return <p className="text-sm">汇总审核没有发现问题。</p>;
  return (
    <section aria-label="汇总审核" className="flex flex-col gap-2">
      <h2 className="font-semibold">汇总审核（{findings.length}）</h2>
      {severities.map((severity) => {
        const own = findings.filter((finding) => finding.severity === severity);
        if (own.length === 0) return null;
        return (
          <div key={severity} className="flex flex-col gap-1 text-sm">
            <p>
              <Badge tone={tones[severity]}>{severityLabels[severity]}</Badge> {own.length} 处
            </p>
            <Lines findings={own.slice(0, SHOWN)} />
            {own.length > SHOWN && (
              <details>
                <summary className="cursor-pointer pointer-coarse:min-h-10">其余 {own.length - SHOWN} 处</summary>
                <Lines findings={own.slice(SHOWN, MOST)} />
                {own.length > MOST && <p className="text-muted">另有 {own.length - MOST} 处，见 Excel。</p>}
              </details>
            )}
          </div>
        );
      })}
    </section>
  );
}

function Lines({ findings }: Pick<MadeTotal, "findings">) {
  return (
    <ul className="flex flex-col gap-0.5">
      {findings.map(({ key, ruleId, message }) => (
        <li key={key}>
          <RuleLink ruleId={ruleId} /> {message}
        </li>
      ))}
    </ul>
  );
}
