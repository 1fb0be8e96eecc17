import type { CellChange } from "@/components/entry-grid/grid-contents";
import type { MoneyUnit } from "@/lib/domain/words/amounts";
import type { FactKey } from "@/lib/domain/words/fact-address";
import type { Fund } from "@/lib/domain/words/funds";
import { thresholdsOf } from "@/lib/domain/words/thresholds";
import type { ChangeKind } from "@/lib/features/versions/schema";
import { fixedFiguresOf, layerInSight, mayMoveFigures } from "../store/desk-state";
import type { PaneId } from "../store/viewing-state";
import { useDesk, useDeskActs } from "../store/use-desk";

/** How figures are shown in a pane, whichever sheet stands in it. */
export interface SheetLook {
  unit: MoneyUnit;
  /** Last year's figures beside this year's, and the change between them. */
  prior: boolean;
  change: boolean;
}

export interface SheetPaneProps {
  pane: PaneId;
  look: SheetLook;
  onLook: (look: SheetLook) => void;
  /** What is open about a cell, in words. */
  remarks: ReadonlyMap<string, string>;
}

/** Where figures come from that nobody types at this desk, and what is said to whoever tries. */
const fixedFigures = {
  ofTotal: {
    origin: "取自部门汇总",
    why: "部门决算的数取自部门汇总，不能填写。有误的，请所属单位更正决算或由财政局调整，汇总重新批准后再取数。",
  },
  closed: { origin: "已填列", why: "本决算现在只能查看，不能填写。" },
};

/** What every sheet in a pane shows of the figures, and what is done with what is typed into it. */
export function useSheetProps({ pane, look, onLook, remarks }: SheetPaneProps) {
  const { edits, queue, ways } = useDeskActs();
  const { model, compared } = useDesk(({ seen }) => seen);
  const invalid = useDesk((state) => layerInSight(state).invalid);
  const canUndo = useDesk((state) => layerInSight(state).canUndo);
  const canRedo = useDesk((state) => layerInSight(state).canRedo);
  const locked = useDesk((state) => state.locked);
  const isEditable = useDesk(mayMoveFigures);
  const fixed = useDesk(fixedFiguresOf);
  const reasonPercent = useDesk(({ report }) => thresholdsOf(report.thresholds).yearOnYearPercent);
  const { fund, sought } = useDesk(({ place }) => place.panes[pane]);
  const { unit } = look;
  const takeStep = (key: FactKey | null) => key && ways.goTo(key);
  return {
    model,
    unit,
    onUnit: (next: MoneyUnit) => onLook({ ...look, unit: next }),
    fund,
    onFund: (next: Fund) => ways.setFund(pane, next),
    showsPrior: look.prior,
    showsChange: look.change,
    reasonPercent,
    invalid,
    locked,
    remarks,
    isEditable,
    fixed: fixed && fixedFigures[fixed],
    isOfTotal: fixed === "ofTotal",
    formal: compared,
    canUndo,
    canRedo,
    onUndo: () => takeStep(edits().undo()),
    onRedo: () => takeStep(edits().redo()),
    onType: (key: FactKey, input: string) => edits().type({ key, input, unit }),
    onUnchanged: () => queue.letGoOpen(),
    onChange: (changes: readonly CellChange[], how: ChangeKind) => edits().change(changes, how, unit),
    onRecord: ways.record,
    sought,
    onFound: () => ways.found(pane),
    onVisit: ways.visit,
    onShow: ways.show,
  };
}
