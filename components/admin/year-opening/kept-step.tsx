"use client";

import { Fragment, useMemo, useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { keepText, keptText } from "@/components/ui/kept-text";
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

interface Kept {
  /** Of the draft that it was typed into. */
  revision: number;
  fields: KeptFields;
}

const keyOf = ({ owner, year }: DraftOfStep, step: YearStep) => `mingzhang.year-draft.${owner}.${year}.${step}`;

/** Keeps what stands in the fields of a step, until it is saved. */
export function keepStep(draft: DraftOfStep, step: YearStep, form: HTMLFormElement): void {
  const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  const kept = { revision: draft.revision, fields: Object.fromEntries(fields) as KeptFields } satisfies Kept;
  keepText(keyOf(draft, step), JSON.stringify(kept));
}

/** A step is saved: nothing of it is kept beside. */
export function forgetStep(draft: DraftOfStep, step: YearStep): void {
  keepText(keyOf(draft, step), "");
}

function keptOf(draft: DraftOfStep, step: YearStep): Kept | null {
  const text = keptText(keyOf(draft, step));
  return text === "" ? null : (JSON.parse(text) as Kept);
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
