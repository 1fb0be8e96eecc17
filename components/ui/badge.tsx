import clsx from "clsx";
import { CheckCircle2, Circle, CircleAlert, CircleDot, OctagonAlert } from "lucide-react";
import type { ReactNode } from "react";

export type Tone = "neutral" | "active" | "warn" | "danger" | "done";

const tones: Record<Tone, { className: string; Icon: typeof Circle }> = {
  neutral: { className: "border-line bg-surface text-muted", Icon: Circle },
  active: { className: "border-accent bg-accent-shade text-accent", Icon: CircleDot },
  warn: { className: "border-warn bg-warn-shade text-warn", Icon: CircleAlert },
  danger: { className: "border-danger bg-danger-shade text-danger", Icon: OctagonAlert },
  done: { className: "border-done bg-done-shade text-done", Icon: CheckCircle2 },
};

/** A state in a word, a shape and a colour: never colour alone. */
export function Badge({ tone, children }: { tone: Tone; children: ReactNode }) {
  const { className, Icon } = tones[tone];
  return (
    <span
      className={clsx("inline-flex items-center gap-1 whitespace-nowrap border px-1.5 text-xs leading-5", className)}
    >
      <Icon aria-hidden className="size-3" />
      {children}
    </span>
  );
}
