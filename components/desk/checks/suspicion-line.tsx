import { Button } from "@/components/ui/button";
import type { FactKey } from "@/lib/domain/words/fact-address";
import { blankCellOf, type Suspicion } from "@/lib/domain/suspects/suspicion";

interface Props {
  suspicion: Suspicion;
  isEditable: boolean;
  onAdopt: () => void;
  onGoTo: (key: FactKey) => void;
}

/**
 * A proposal under a finding: which figure is probably wrong. It is taken over only by a press of the button; a blank
 * cell is filled by hand.
 */
export function SuspicionLine({ suspicion, isEditable, onAdopt, onGoTo }: Props) {
  const blank = blankCellOf(suspicion);
  return (
    <div className="mt-1 border-l-2 border-accent pl-2">
      <p className="break-words">可能有误：{suspicion.sentence}</p>
      {isEditable && (
        <Button onPress={blank === null ? onAdopt : () => onGoTo(blank)}>{blank === null ? "采用" : "前往填写"}</Button>
      )}
    </div>
  );
}

/** What was taken over last, with the way back. */
export function AdoptedLine({ suspicion, onUndo }: { suspicion: Suspicion; onUndo: () => void }) {
  return (
    <div role="status" className="mb-2 border-l-2 border-accent pl-2">
      <p className="break-words">已采用：{suspicion.sentence}</p>
      <Button onPress={onUndo}>撤销</Button>
    </div>
  );
}
