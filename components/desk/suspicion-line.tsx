import { Button } from "@/components/ui/button";
import type { Suspicion } from "@/lib/domain/culprit/suspicion";

/** A proposal under a finding: which figure is probably wrong. It is taken over only by a press of the button. */
export function SuspicionLine({ suspicion, isEditable, onAdopt }: { suspicion: Suspicion; isEditable: boolean; onAdopt: () => void }) {
  return (
    <div className="mt-1 border-l-2 border-accent pl-2">
      <p className="break-words">可能有误：{suspicion.sentence}</p>
      {isEditable && (
        <Button onPress={onAdopt}>
          采用
        </Button>
      )}
    </div>
  );
}

/** What was taken over last, with the way back. */
export function AdoptedLine({ suspicion, onUndo }: { suspicion: Suspicion; onUndo: () => void }) {
  return (
    <div role="status" className="mb-2 border-l-2 border-accent pl-2">
      <p className="break-words">已采用：{suspicion.sentence}</p>
      <Button onPress={onUndo}>
        撤销
      </Button>
    </div>
  );
}
