import { Badge } from "@/components/ui/badge";

/** A refusal as it was: what the unit had written, why it was not enough, who said so and when. */
export interface RefusalLine {
  text: string;
  reason: string;
  by: string;
  /** As printed. */
  at: string;
  /** Earlier ones of its finding were written over by a release before. */
  isEarlierLost: boolean;
}

/** What was refused before, beside what is written now. */
export function EarlierRefusals({ preparer, refusals }: { preparer: string; refusals: readonly RefusalLine[] }) {
  if (refusals.length === 0) return null;
  return (
    <ul aria-label="此前未认可的说明" className="flex flex-col gap-1">
      {refusals.map(({ text, reason, by, at, isEarlierLost }) => (
        <li key={`${at} ${text}`} className="border-l-2 border-danger pl-3">
          <p>
            <Badge tone="danger">此前未认可</Badge> {reason}
          </p>
          <p className="whitespace-pre-line text-muted">
            {preparer}当时的说明：<del>{text}</del>
          </p>
          <p className="text-muted">
            {by} {at}
          </p>
          {isEarlierLost && <p className="text-muted">更早的办理记录由旧版本系统覆盖，没有保存。</p>}
        </li>
      ))}
    </ul>
  );
}
