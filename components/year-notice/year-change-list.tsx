import { Badge } from "@/components/ui/badge";
import { yearTopics, type YearChange } from "@/lib/domain/report/year-changes";

/** What is otherwise in a year, topic by topic; with details they can be opened. */
export function YearChangeList({
  changes,
  hasDetails = true,
}: {
  changes: readonly YearChange[];
  hasDetails?: boolean;
}) {
  return (
    <dl className="grid text-sm sm:grid-cols-[7rem_minmax(0,1fr)]">
      {changes.map(({ topic, isChanged, sentence, details }) => (
        <div key={topic} className="contents">
          <dt className="pt-1.5 font-medium sm:border-b sm:border-line">{yearTopics[topic]}</dt>
          <dd className="border-b border-line py-1.5">
            <span className="flex flex-wrap items-baseline gap-x-2">
              {isChanged && <Badge tone="warn">有变化</Badge>}
              <span>{sentence}</span>
            </span>
            {hasDetails && details.length > 0 && (
              <details open={details.length <= 6} className="mt-1">
                <summary className="cursor-pointer text-muted">具体内容 {details.length} 项</summary>
                <ul className="list-disc pl-5">
                  {details.map((detail) => (
                    <li key={detail}>{detail}</li>
                  ))}
                </ul>
              </details>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
