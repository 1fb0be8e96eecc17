/**
 * The points of a report's life that may be compared: its steps, a moment, and since when the reader has not looked.
 * Written in the address as `now`, `looked`, `v1.submit.2` (the second 上报 of version 1), `2022-08-31T16:05`.
 */
import { transitions, type TransitionName } from "../report/lifecycle";
import { formatDateTime } from "../words/moments";

/** Steps after which a report lies still for whoever takes it up: what was said then is known. */
const comparedSteps = ["submit", "sendBack", "approve", "publish"] as const satisfies readonly TransitionName[];
type ComparedStep = (typeof comparedSteps)[number];

/** A step of a version as it was taken. */
export interface TakenStep {
  version: { id: string; number: number };
  step: string;
  at: Date;
}

export interface KnownPoint {
  /** As the address has it. */
  id: string;
  label: string;
  versionId: string;
  /** `null`: as it is now. */
  at: Date | null;
  /** The step that it is; `null` for a moment and for now. */
  step: ComparedStep | null;
}

export interface PointContext {
  /** Of all versions up to the one that is read, in the order of time. */
  steps: readonly TakenStep[];
  /** The version that is read. */
  versionId: string;
  /** Since when the reader has not looked at everything; `null`: never has. */
  lookedAt: Date | null;
}

/** The steps that may be chosen, oldest first. */
export function stepPoints({ steps }: Pick<PointContext, "steps">): KnownPoint[] {
  const counts = new Map<string, number>();
  const points: KnownPoint[] = [];
  for (const { version, step, at } of steps) {
    if (!comparedSteps.includes(step as ComparedStep)) continue;
    const taken = `v${version.number}.${step}`;
    const nth = (counts.get(taken) ?? 0) + 1;
    counts.set(taken, nth);
    points.push({
      id: `${taken}.${nth}`,
      label: `第${version.number}版 第${nth}次${transitions[step as ComparedStep].label}（${formatDateTime(at)}）`,
      versionId: version.id,
      at,
      step: step as ComparedStep,
    });
  }
  return points;
}

/**
 * Where a comparison begins when nobody chose: since the reader last looked, since the last return, else since the
 * version before was published; `null`: there is nothing to compare with.
 */
export function defaultPoint(context: PointContext): string | null {
  if (context.lookedAt) return "looked";
  const points = stepPoints(context);
  const before = points.findLast(
    ({ step, versionId }) => step === "sendBack" || (step === "publish" && versionId !== context.versionId),
  );
  return before?.id ?? null;
}

/** The point of an address; `null` where this report has none such. */
export function pointAt(id: string, context: PointContext): KnownPoint | null {
  const { versionId, lookedAt } = context;
  if (id === "now") return { id, label: "现在", versionId, at: null, step: null };
  if (id === "looked")
    return lookedAt && { id, label: `我上次看过（${formatDateTime(lookedAt)}）`, ...momentIn(context, lookedAt) };
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(id)) {
    const at = new Date(`${id}:59.999+08:00`);
    const first = context.steps[0];
    if (Number.isNaN(at.getTime()) || !first || at < first.at) return null;
    return { id, label: formatDateTime(at), ...momentIn(context, at) };
  }
  return stepPoints(context).find((point) => point.id === id) ?? null;
}

/** The version that stood at a moment: the newest that was open by then. */
function momentIn({ steps, versionId }: PointContext, at: Date): Pick<KnownPoint, "versionId" | "at" | "step"> {
  const version = steps.findLast((step) => step.at <= at)?.version;
  return { versionId: version?.id ?? versionId, at, step: null };
}
