"use client";

import clsx from "clsx";
import { cloneElement, useId, type InputHTMLAttributes, type ReactElement } from "react";
import { useRefusedField } from "@/components/ui/refused-fields";

interface Props {
  label: string;
  error?: string | undefined;
  /** The native control. */
  children: ReactElement<InputHTMLAttributes<Element>>;
}

/**
 * A labelled native control of a react-hook-form form, with its problem under it: that of the form, or what the server
 * has refused of the field of this name.
 */
export function Field({ label, error, children }: Props) {
  const problemId = useId();
  const refused = useRefusedField(children.props.name);
  const problem = error ?? refused;
  const control = problem ? { "aria-invalid": true, "aria-describedby": problemId } : {};
  return (
    <div
      className={clsx(
        "flex min-w-0 flex-col gap-1 text-sm font-medium",
        "[&_:is(input,select,textarea)]:max-w-full [&_:is(input:not([type=checkbox]),select)]:min-h-8",
        "[&_:is(input,select,textarea)]:border [&_:is(input,select,textarea)]:border-line",
        "[&_:is(input,select,textarea)]:bg-surface [&_:is(input,textarea)]:px-2",
        "[&_:is(input,select,textarea)]:font-normal [&_[aria-invalid=true]]:border-danger",
      )}
    >
      <label className="flex min-w-0 flex-col gap-1">
        {label}
        {cloneElement(children, control)}
      </label>
      {problem && (
        <span id={problemId} role="alert" className="font-normal text-danger">
          {problem}
        </span>
      )}
    </div>
  );
}
