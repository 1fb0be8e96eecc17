"use client";

import { TextField } from "@/components/ui/text-field";
import { mayWrite } from "../store/desk-state";
import { useDesk, useDeskActs } from "../store/use-desk";
import { OfferedTexts } from "./offered-texts";

interface Props {
  slot: string;
  label: string;
  rows: number;
  hint?: string;
  /** Nothing longer can be typed. */
  maxLength?: number;
  /** What is wrong with the text, where something is. */
  problemOf?: (text: string) => string | undefined;
}

/** One text of the report, saved while typing, with what last year's text offers below it. */
export function SlotField({ slot, label, rows, hint, maxLength, problemOf }: Props) {
  const { typeText } = useDeskActs();
  const isEditable = useDesk(mayWrite);
  const text = useDesk(({ texts }) => texts.get(slot) ?? "");
  const error = problemOf?.(text);
  return (
    <>
      <TextField
        name={slot}
        label={label}
        isMultiline
        rows={rows}
        {...(maxLength !== undefined && { maxLength })}
        {...(error !== undefined && { error })}
        {...(hint !== undefined && { hint })}
        isReadOnly={!isEditable}
        value={text}
        onChange={(typed) => typeText(slot, typed)}
      />
      <OfferedTexts slot={slot} />
    </>
  );
}
