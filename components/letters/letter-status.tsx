import { Badge, type Tone } from "@/components/ui/badge";
import { letterStatuses, type LetterStatus } from "@/lib/domain/decision/letter/letter-rules";

const tones: Record<LetterStatus, Tone> = {
  draft: "neutral",
  issued: "active",
  received: "done",
  superseded: "warn",
  revoked: "danger",
};

/** How far a letter is. */
export function LetterStatusBadge({ status }: { status: LetterStatus }) {
  return <Badge tone={tones[status]}>{letterStatuses[status]}</Badge>;
}
