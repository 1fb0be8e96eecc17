import { layerInSight } from "../store/desk-state";
import { secondViewOf } from "../store/viewing-state";
import { useDeskActs } from "../store/use-desk";
import { viewGroupsOf } from "./desk-views";
import { enterFirstPane } from "./pane-focus";
import { secondViewFor, secondViewGroups } from "./second-view";

/** Opens the second view with the choice of what stands in it; closes it, and gives the focus back. */
export function useSecondViewToggle(): () => void {
  const { store, ways } = useDeskActs();
  return () => {
    const state = store.read();
    const { view, split } = state.place;
    if (split && secondViewOf(state.place) !== "") {
      ways.setSplit({ ...split, isOpen: false });
      enterFirstPane();
      return;
    }
    const groups = viewGroupsOf({
      seen: state.seen,
      invalid: layerInSight(state).invalid,
      hasPriorYear: state.report.priorAmounts !== null,
    });
    const chosen = split && split.view !== view ? split.view : secondViewFor(view, secondViewGroups(groups, view));
    if (chosen !== null) ways.openSecond({ layout: split?.layout ?? "beside", view: chosen, isOpen: true });
  };
}
