import clsx from "clsx";
import { useId, type ComponentProps, type ReactNode } from "react";

const box = "w-full border border-line bg-surface px-2 py-1 aria-invalid:border-danger read-only:bg-shade";

interface Labelled {
  label: string;
  error?: string | undefined;
}

/** A labelled input of a form, its problem under it. */
export function LabelledInput({ label, error, className, ...input }: Labelled & ComponentProps<"input">) {
  const id = useId();
  return (
    <div className={clsx("flex flex-col gap-0.5", className)}>
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        className={box}
      />
      <Problem id={`${id}-error`} error={error} />
    </div>
  );
}

/** A labelled text of several lines. */
export function LabelledArea({ label, error, className, ...area }: Labelled & ComponentProps<"textarea">) {
  const id = useId();
  return (
    <div className={clsx("flex flex-col gap-0.5", className)}>
      <label htmlFor={id}>{label}</label>
      <textarea
        rows={3}
        {...area}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        className={box}
      />
      <Problem id={`${id}-error`} error={error} />
    </div>
  );
}

/** An input inside a table, named by its row and column. */
export function TableInput({
  label,
  error,
  isFigure,
  ...input
}: Labelled & { isFigure?: boolean } & ComponentProps<"input">) {
  const id = useId();
  return (
    <>
      <input
        {...input}
        aria-label={label}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? id : undefined}
        className={clsx(
          "w-full min-w-16 bg-transparent px-1 py-0.5 aria-invalid:bg-danger-shade read-only:text-muted",
          isFigure && "figures",
        )}
      />
      <Problem id={id} error={error} />
    </>
  );
}

/** A choice inside a table. */
export function TableSelect({
  label,
  children,
  ...select
}: { label: string; children: ReactNode } & ComponentProps<"select">) {
  return (
    <select {...select} aria-label={label} className="w-full min-w-20 bg-transparent py-0.5">
      {children}
    </select>
  );
}

function Problem({ id, error }: { id: string; error: string | undefined }) {
  return error ? (
    <span id={id} role="alert" className="text-xs text-danger">
      {error}
    </span>
  ) : null;
}
