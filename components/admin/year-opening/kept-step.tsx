"use client";

import { Fragment, useMemo, useState, type ReactNode } from "react";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { storedText, storeText } from "@/components/ui/browser-storage";
import { Callout } from "@/components/ui/callout";
import { useIsReady } from "@/components/ui/use-is-ready";
import type { YearStep } from "@/lib/domain/report/year-opening";

/** A draft as its steps need it. */
export interface DraftOfStep {
  year: number;
  revision: number;
  seen: readonly YearStep[];
  /** Who looks at it, and since when it is prepared: what the browser keeps is of one person and one draft. */
  owner: string;
  /** Who saved it last. */
  changedBy: string;
}

/** What was typed into a step and not saved, by the names of its fields. */
export type KeptFields = Readonly<Record<string, string>>;

/** `revision`: of the draft that it was typed into. */
const keptSchema = z.object({ revision: z.number(), fields: z.record(z.string(), z.string()) });
type Kept = z.output<typeof keptSchema>;

/** Text that nobody can read any more is as good as none. */
const storedSchema = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue("damaged");
      return z.NEVER;
    }
  })
  .pipe(keptSchema);

const keyOf = ({ owner, year }: DraftOfStep, step: YearStep) => `mingzhang.year-draft.${owner}.${year}.${step}`;

/** Keeps what stands in the fields of a step, until it is saved. */
export function keepStep(draft: DraftOfStep, step: YearStep, form: HTMLFormElement): void {
  const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  const kept = { revision: draft.revision, fields: Object.fromEntries(fields) as KeptFields } satisfies Kept;
  storeText(keyOf(draft, step), JSON.stringify(kept));
}

/** A step is saved: nothing of it is kept beside. */
export function forgetStep(draft: DraftOfStep, step: YearStep): void {
  storeText(keyOf(draft, step), null);
}

function keptOf(draft: DraftOfStep, step: YearStep): Kept | null {
  return storedSchema.safeParse(storedText(keyOf(draft, step))).data ?? null;
}

interface Props {
  draft: DraftOfStep;
  step: YearStep;
  /** The step, with what was typed into it and not saved. */
  children: (kept: KeptFields | null) => ReactNode;
}

/**
 * A step with what its person typed before and left unsaved, by whatever way they left; says so, and that somebody has
 * saved since then.
 */
export function KeptStep({ draft, step, children }: Props) {
  const isReady = useIsReady();
  const [isDropped, setIsDropped] = useState(false);
  // Only what was there when the step was opened: what is typed from now on stands in its fields.
  const kept = useMemo(
    () => (isReady && !isDropped ? keptOf(draft, step) : null),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a draft that is made anew by the server is the same
    [isReady, isDropped, draft.owner, draft.revision, step],
  );
  return (
    <div className="flex flex-col gap-4">
      {kept && (
        <Callout tone={kept.revision === draft.revision ? "active" : "warn"} title="已恢复您填写、还没有保存的内容">
          {kept.revision !== draft.revision && (
            <p>您填写以后，{draft.changedBy}保存过准备内容。请核对；保存这一步，以您填写的为准。</p>
          )}
          <Button
            onPress={() => {
              forgetStep(draft, step);
              setIsDropped(true);
            }}
          >
            不要恢复的内容，改用已保存的
          </Button>
        </Callout>
      )}
      <Fragment key={kept ? "kept" : "stored"}>{children(kept?.fields ?? null)}</Fragment>
    </div>
  );
}
