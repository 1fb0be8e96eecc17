import type { Finding } from "@/lib/domain/words/finding";
import { findingChangesSentence, type FindingChanges } from "@/lib/domain/report/rehearsal/finding-changes";

/**
 * What a rehearsal does to the findings; those that stand are marked in their list, those that are gone are told here.
 */
export function RehearsedFindings({ changes }: { changes: FindingChanges<Finding> }) {
  return (
    <div className="my-2 border-l-4 border-dashed border-accent bg-accent-shade px-3 py-2">
      <p role="status" className="font-semibold">
        {findingChangesSentence(changes)}
      </p>
      {changes.gone.length > 0 && (
        <details>
          <summary className="cursor-pointer text-accent">消除的 {changes.gone.length} 条</summary>
          <ul aria-label="消除的审核结果" className="flex flex-col gap-1">
            {changes.gone.map(({ key, ruleId, message }) => (
              <li key={key} className="break-words">
                {ruleId} {message}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
