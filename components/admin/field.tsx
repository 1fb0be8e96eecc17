import type { ReactNode } from "react";

/** A labelled native control of a react-hook-form form, with its problem under it. */
export function Field({ label, error, children }: { label: string; error?: string | undefined; children: ReactNode }) {
  return (
    <label className="flex flex-col gap-1 text-sm font-medium [&_input:not([type=checkbox])]:min-h-8 [&_input]:border [&_input]:border-line [&_input]:bg-surface [&_input]:px-2 [&_input]:font-normal [&_select]:min-h-8 [&_select]:border [&_select]:border-line [&_select]:bg-surface [&_select]:font-normal [&_textarea]:border [&_textarea]:border-line [&_textarea]:bg-surface [&_textarea]:px-2 [&_textarea]:font-normal">
      {label}
      {children}
      {error && (
        <span role="alert" className="font-normal text-danger">
          {error}
        </span>
      )}
    </label>
  );
}
