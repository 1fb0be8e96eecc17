import { Badge, type Tone } from "@/components/ui/badge";
import type { FactKey } from "@/lib/domain/facts/address";
import { ruleClassLabels, severityLabels, type Finding, type Severity } from "@/lib/domain/model/finding";
import type { CellId } from "@/lib/domain/tables/definition";

const tones: Record<Severity, Tone> = { blocking: "danger", explain: "warn", hint: "neutral" };
const order: readonly Severity[] = ["blocking", "explain", "hint"];

/** All findings on the figures as they are now, the ones that stop submission first. */
export function ChecksPanel({ findings, onShow, onGoTo }: { findings: readonly Finding[]; onShow: (cell: CellId) => void; onGoTo: (key: FactKey) => void }) {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return (
    <section aria-label="审核结果" className="border border-line bg-surface p-3">
      <h2 className="font-medium">审核结果</h2>
      <p aria-live="polite" className="mb-2 text-muted">
        {findings.length === 0 ? "各项审核公式均通过。" : order.map((severity) => `${severityLabels[severity]} ${count(severity)} 条`).join("，")}
      </p>
      <ol className="space-y-2">
        {order.flatMap((severity) =>
          findings
            .filter((finding) => finding.severity === severity)
            .map((finding) => (
              <li key={finding.key} className="border-t border-line pt-2">
                <p className="flex flex-wrap items-center gap-2 text-xs">
                  <Badge tone={tones[severity]}>{severityLabels[severity]}</Badge>
                  {ruleClassLabels[finding.ruleClass]} {finding.ruleId}
                </p>
                <p className="break-words">{finding.message}</p>
                {finding.facts[0] ? (
                  <button type="button" className="cursor-pointer text-accent underline" onClick={() => onGoTo(finding.facts[0]!)}>
                    到填报单元格
                  </button>
                ) : (
                  finding.cells[0] && (
                    <button type="button" className="cursor-pointer text-accent underline" onClick={() => onShow(finding.cells[0]!)}>
                      查看数字来源
                    </button>
                  )
                )}
              </li>
            )),
        )}
      </ol>
    </section>
  );
}
