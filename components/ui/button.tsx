"use client";

import clsx from "clsx";
import type { Ref } from "react";
import { Button as AriaButton, type ButtonProps } from "react-aria-components";

export type Emphasis = "primary" | "plain" | "danger";

const emphases: Record<Emphasis, string> = {
  primary: "border-accent bg-accent text-white data-pressed:bg-ink hover:bg-ink",
  plain: "border-line bg-surface text-ink hover:border-ink",
  danger: "border-danger bg-surface text-danger hover:bg-danger-shade",
};

/** The one button. Verbs on it: 上报、退回、批复、公开、更正. */
export function Button({
  emphasis = "plain",
  className,
  ...props
}: Omit<ButtonProps, "className"> & { emphasis?: Emphasis; className?: string; ref?: Ref<HTMLButtonElement> }) {
  return (
    <AriaButton
      {...props}
      className={clsx(
        "inline-flex min-h-8 cursor-pointer pointer-coarse:min-h-10 items-center justify-center gap-1.5 border px-3 py-1 text-sm disabled:cursor-not-allowed disabled:border-line disabled:bg-shade disabled:text-muted",
        emphases[emphasis],
        className,
      )}
    />
  );
}
