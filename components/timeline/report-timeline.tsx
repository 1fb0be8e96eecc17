import { formatDateTime } from "@/lib/domain/words/moments";
import { roundLabel, type TimelineRound } from "@/lib/domain/report/timeline";

/** 办理过程: what happened to a report, round by round, with the minute. */
export function ReportTimeline({ rounds }: { rounds: readonly TimelineRound[] }) {
  return (
    <ol className="flex flex-col gap-4">
      {rounds.map(({ version, round, entries }) => (
        <li key={`${version} ${round}`}>
          <h3 className="border-b border-rule pb-1 text-sm font-semibold">{roundLabel({ version, round })}</h3>
          <ol>
            {entries.map(({ at, label, by, reason, details }) => (
              <li
                key={`${at.getTime()} ${label}`}
                className="grid grid-cols-1 gap-x-3 border-b border-line py-2 sm:grid-cols-[9rem_1fr]"
              >
                <time dateTime={at.toISOString()} className="text-muted tabular-nums">
                  {formatDateTime(at)}
                </time>
                <div className="min-w-0">
                  <p>
                    {label}
                    {by !== null && <span className="text-muted"> · {by}</span>}
                  </p>
                  {details.map((line) => (
                    <p key={line} className="text-muted">
                      {line}
                    </p>
                  ))}
                  {reason !== null && <p className="break-words whitespace-pre-line">原因：{reason}</p>}
                </div>
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}
