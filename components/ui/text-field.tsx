"use client";

import clsx from "clsx";
import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField as AriaTextField,
  type TextFieldProps,
} from "react-aria-components";

interface Props extends Omit<TextFieldProps, "className" | "children"> {
  label: string;
  hint?: string;
  error?: string;
  isMultiline?: boolean;
  rows?: number;
  className?: string;
}

const box = "w-full border border-line bg-surface px-2 py-1 text-sm read-only:bg-shade invalid:border-danger";

/** A labelled text input whose hint and error are tied to it for screen readers. */
export function TextField(props: Props) {
  const { label, hint, error, isInvalid = false, isMultiline = false, rows = 4, className, ...given } = props;
  return (
    <AriaTextField
      {...given}
      isInvalid={isInvalid || error !== undefined}
      className={clsx("flex flex-col gap-1", className)}
    >
      <Label className="text-sm font-medium">{label}</Label>
      {isMultiline ? <TextArea rows={rows} className={box} /> : <Input className={box} />}
      {hint && (
        <Text slot="description" className="text-xs text-muted">
          {hint}
        </Text>
      )}
      <FieldError className="text-sm text-danger">{error}</FieldError>
    </AriaTextField>
  );
}
