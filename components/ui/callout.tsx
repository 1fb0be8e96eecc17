import clsx from "clsx";
import type { ReactNode, Ref } from "react";
import type { Tone } from "./badge";

const borders: Record<Tone, string> = {
  neutral: "border-line bg-shade",
  active: "border-accent bg-accent-shade",
  warn: "border-warn bg-warn-shade",
  danger: "border-danger bg-danger-shade",
  done: "border-done bg-done-shade",
};

/** Something to know before going on. `role="alert"` when it answers what the person just did. */
export function Callout({
  tone,
  title,
  children,
  isAlert = false,
  ref,
}: {
  tone: Tone;
  title?: string;
  children?: ReactNode;
  isAlert?: boolean;
  ref?: Ref<HTMLDivElement>;
}) {
  return (
    <div ref={ref} role={isAlert ? "alert" : undefined} className={clsx("border-l-4 px-4 py-2 text-sm", borders[tone])}>
      {title && <p className="font-semibold">{title}</p>}
      {children}
    </div>
  );
}
