import Link from "next/link";
import { RuleLink } from "@/components/rules/rule-link";
import { Badge, type Tone } from "@/components/ui/badge";
import { severities, severityLabels, type Severity } from "@/lib/domain/words/finding";
import type { MadeTotal } from "@/lib/features/total-content/schema";

const tones: Record<Severity, Tone> = { blocking: "danger", explain: "warn", hint: "neutral" };
/** Of one severity, before all are asked for. */
const SHOWN = 20;
/** More stand in Excel. */
const MOST = 200;

interface Props extends Pick<MadeTotal, "findings"> {
  /** The severity whose findings are all shown. */
  show: Severity | null;
  /** Leads to the page that shows all of a severity; `null`: only the beginning of each again. */
  hrefOf: (show: Severity | null) => string;
}

/** What the rules of a sum find, the gravest first. */
export function TotalFindings({ findings, show, hrefOf }: Props) {
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
            <Lines findings={own.slice(0, severity === show ? MOST : SHOWN)} />
            {severity === show && own.length > MOST && (
              <p className="text-muted">另有 {own.length - MOST} 处，见 Excel。</p>
            )}
            {own.length > SHOWN && (
              <p>
                <Link href={hrefOf(severity === show ? null : severity)} scroll={false} prefetch={false}>
                  {severity === show ? `只看前 ${SHOWN} 处` : `其余 ${own.length - SHOWN} 处`}
                </Link>
              </p>
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
