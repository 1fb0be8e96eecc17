import { useEffect } from "react";
import type { FieldValues, UseFormReturn } from "react-hook-form";
import type { z } from "zod";

interface Saving<Stored> {
  /** A whole, valid form. */
  onChange: (stored: Stored) => void;
  /** Whether what stands in the fields can be saved. */
  onValidity: (isValid: boolean) => void;
}

/**
 * Hands on what is typed as soon as the form is valid: it is saved like everything else at the desk, without a button.
 */
export function useFormSaving<Values extends FieldValues, Stored>(
  { watch }: UseFormReturn<Values, unknown, Stored>,
  schema: z.ZodType<Stored, Values>,
  { onChange, onValidity }: Saving<Stored>,
): void {
  useEffect(() => {
    const { unsubscribe } = watch((values) => {
      const parsed = schema.safeParse(values);
      onValidity(parsed.success);
      if (parsed.success) onChange(parsed.data);
    });
    return unsubscribe;
  });
}
