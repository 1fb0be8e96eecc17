import { useMemo } from "react";
import { layerInSight } from "../store/desk-state";
import { useDesk } from "../store/use-desk";
import { viewGroupsOf, type DeskViewGroup } from "./desk-views";

/** Everything the desk can show, with how each sheet stands. */
export function useViewGroups(): readonly DeskViewGroup[] {
  const seen = useDesk((state) => state.seen);
  const invalid = useDesk((state) => layerInSight(state).invalid);
  const hasPriorYear = useDesk(({ report }) => report.priorAmounts !== null);
  return useMemo(() => viewGroupsOf({ seen, invalid, hasPriorYear }), [seen, invalid, hasPriorYear]);
}
