"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { yearStepIds, yearSteps, type YearStep } from "@/lib/domain/report/year-opening";
import { saveStepAction } from "@/lib/features/year-opening/actions";
import type { SavedStep } from "@/lib/features/year-opening/schema";
import { forgetStep, keepStep, type DraftOfStep } from "./kept-step";
import { placeHref, StepRail, type RailPlace } from "./step-rail";

interface Props {
  draft: DraftOfStep;
  step: YearStep;
  /** What the step saves, from the fields of its form. */
  read: (fields: FormData) => SavedStep;
  /** Whether something was changed that is no field of the form, or stands in it unsaved from before. */
  isChanged?: boolean;
  /** Why it cannot be saved as it stands. */
  problem?: string | null;
  children: ReactNode;
}

/**
 * One step: the way to the others, its content, and the button that saves it and goes on. Who leaves it by the rail
 * with something changed has it saved first; closing the page asks. Whatever way it is left, what is not saved is kept in
 * the browser and stands there again.
 */
export function StepFrame({ draft, step, read, isChanged = false, problem = null, children }: Props) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [isTouched, setIsTouched] = useState(false);
  const isSaved = useRef(false);
  const { reasons, isSending, send, refuse } = useSending({ refreshes: false });
  const isDirty = isTouched || isChanged;
  const next: RailPlace = yearStepIds[yearStepIds.indexOf(step) + 1] ?? "summary";

  useEffect(() => {
    if (!isDirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isDirty]);

  // After every change that React knows of: fields without a state of their own are kept as they change.
  useEffect(() => {
    if (isDirty && !isSaved.current) keepStep(draft, step, form.current!);
  });

  async function save(place: RailPlace): Promise<void> {
    if (problem !== null) return refuse(problem);
    const saved = read(new FormData(form.current!));
    await send(
      () => saveStepAction({ year: draft.year, known: draft.revision, saved }),
      () => {
        isSaved.current = true;
        forgetStep(draft, step);
        setIsTouched(false);
        router.push(placeHref(draft.year, place));
        router.refresh();
      },
    );
  }

  return (
    <div className="grid items-start gap-6 lg:grid-cols-[14rem_minmax(0,1fr)]">
      <StepRail
        year={draft.year}
        current={step}
        seen={draft.seen}
        onLeave={(place) => {
          if (isDirty && !isSending) void save(place);
          return isDirty;
        }}
      />
      <form
        ref={form}
        method="post"
        noValidate
        onChange={(event) => {
          isSaved.current = false;
          setIsTouched(true);
          keepStep(draft, step, event.currentTarget);
        }}
        onSubmit={(event) => {
          event.preventDefault();
          void save(next);
        }}
        className="flex min-w-0 flex-col gap-4"
      >
        <h2 className="font-serif text-xl">{yearSteps[step]}</h2>
        {children}
        <Refusals reasons={reasons} />
        <div className="flex flex-wrap items-center gap-3 border-t border-line pt-3">
          <Button type="submit" emphasis="primary" isDisabled={isSending}>
            {isSending ? "正在保存……" : "保存并继续"}
          </Button>
          <p className="text-sm text-muted">保存后仍可返回修改；开设之前各单位看不到。</p>
        </div>
      </form>
    </div>
  );
}
