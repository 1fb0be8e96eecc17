"use client";

import { TextField } from "@/components/ui/text-field";
import { longestText } from "@/lib/domain/text/writing/reasons";
import { mayWrite } from "../store/desk-state";
import { useDesk, useDeskActs } from "../store/use-desk";
import { OfferedTexts } from "./offered-texts";
import { lengthError } from "@/lib/domain/words/text-length";

interface Props {
  slot: string;
  label: string;
  rows: number;
  hint?: string;
}

/** One text of the report, saved while typing, with what last year's text offers below it. */
export function SlotField({ slot, label, rows, hint }: Props) {
  const { typeText } = useDeskActs();
  const isEditable = useDesk(mayWrite);
  const text = useDesk(({ texts }) => texts.get(slot) ?? "");
  return (
    <>
      <TextField
        name={slot}
        label={label}
        isMultiline
        rows={rows}
        {...lengthError(text, longestText(slot))}
        {...(hint !== undefined && isEditable && { hint })}
        isReadOnly={!isEditable}
        value={text}
        onChange={(typed) => typeText(slot, typed)}
      />
      <OfferedTexts slot={slot} />
    </>
  );
}
