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
import { tooLong } from "@/lib/domain/words/text-length";

interface Props extends Omit<TextFieldProps, "className" | "children" | "value"> {
  label: string;
  hint?: string;
  error?: string;
  value?: string;
  /** Of several lines: so many characters can be stored. More stay in the field, with what is wrong with them. */
  longest?: number;
  isMultiline?: boolean;
  rows?: number;
  className?: string;
}

const box = "w-full border border-line bg-surface px-2 py-1 text-sm read-only:bg-shade invalid:border-danger";

/** A labelled text input whose hint and error are tied to it for screen readers. */
export function TextField({ label, hint, error, longest, isMultiline = false, rows = 4, className, ...props }: Props) {
  const problem = error ?? (longest === undefined ? undefined : tooLong(props.value ?? "", longest));
  return (
    <AriaTextField {...props} isInvalid={problem !== undefined} className={clsx("flex flex-col gap-1", className)}>
      <Label className="text-sm font-medium">{label}</Label>
      {isMultiline ? <TextArea rows={rows} className={box} /> : <Input className={box} />}
      {hint && (
        <Text slot="description" className="text-xs text-muted">
          {hint}
        </Text>
      )}
      <FieldError className="text-sm text-danger">{problem}</FieldError>
    </AriaTextField>
  );
}
