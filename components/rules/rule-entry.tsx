import { Badge } from "@/components/ui/badge";
import { severityTones } from "./severity-tones";
import { severityLabels } from "@/lib/domain/words/finding";
import { thresholdText } from "@/lib/domain/words/thresholds";
import type { RuleBookEntry, ShownExample } from "@/lib/domain/rule-book/rule-book";

/** One rule. Its address on the page is its number. */
export function RuleEntry({
  entry: { id, title, severity, formulas, basis, advice, parameters, passing, failing },
}: {
  entry: RuleBookEntry;
}) {
  return (
    <article
      id={id}
      aria-labelledby={`${id}-title`}
      className="border-t border-line py-4 target:bg-accent-shade print:break-inside-avoid"
    >
      <h3 id={`${id}-title`} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 text-lg font-semibold">
        <a href={`#${id}`} className="tabular-nums no-underline hover:underline">
          {id}
        </a>
        {title}
        <Badge tone={severityTones[severity]}>{severityLabels[severity]}</Badge>
      </h3>
      <dl className="mt-2 grid gap-x-4 gap-y-1 sm:grid-cols-[5em_minmax(0,1fr)]">
        <dt className="text-muted">算法</dt>
        <dd>
          {formulas.map((formula) => (
            <p key={formula}>{formula}</p>
          ))}
        </dd>
        {parameters.length > 0 && (
          <>
            <dt className="text-muted">可调限度</dt>
            <dd>
              {parameters
                .map((parameter) => `${parameter.label}：${thresholdText(parameter, parameter.initial)}`)
                .join("；")}
              。各年度可由财政局调整。
            </dd>
          </>
        )}
        <dt className="text-muted">依据</dt>
        <dd>{basis}</dd>
        <dt className="text-muted">怎样处理</dt>
        <dd>{advice}</dd>
      </dl>
      <div className="mt-3 grid gap-3 text-sm md:grid-cols-2">
        <Example heading="通过的例子" example={passing} />
        <Example heading="不通过的例子" example={failing} />
      </div>
    </article>
  );
}

function Example({ heading, example: { accounts, findings, more } }: { heading: string; example: ShownExample }) {
  return (
    <div className="border border-line bg-surface px-3 py-2">
      <h4 className="font-medium">{heading}</h4>
      {accounts.map((line) => (
        <p key={line} className="break-words">
          {line}
        </p>
      ))}
      {findings.map((message) => (
        <p key={message} className="mt-1 border-l-2 border-danger pl-2 break-words">
          {message}
        </p>
      ))}
      {more > 0 && <p className="text-muted">另有 {more} 条同类结果。</p>}
      {findings.length === 0 && <p className="mt-1 border-l-2 border-done pl-2">没有审核结果。</p>}
    </div>
  );
}
