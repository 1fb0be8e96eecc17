"use client";

import { Button } from "@/components/ui/button";
import { isRehearsing } from "../store/desk-state";
import { useDesk, useDeskActs } from "../store/use-desk";

/** Takes the focus when a rehearsal is thrown away. */
export const REHEARSAL_BUTTON_ID = "rehearsal";

/**
 * Begins a rehearsal, puts it aside and goes on with it. One button all the time, so that who pressed it keeps their
 * place.
 */
export function RehearsalButton() {
  const { rehearsal } = useDeskActs();
  const rehearses = useDesk(isRehearsing);
  const hasMoved = useDesk((state) => state.rehearsal.moved.length > 0);
  return (
    <Button id={REHEARSAL_BUTTON_ID} onPress={() => (rehearses ? rehearsal.leave() : rehearsal.begin())}>
      {rehearses ? "暂停彩排" : hasMoved ? "继续彩排" : "彩排"}
    </Button>
  );
}
