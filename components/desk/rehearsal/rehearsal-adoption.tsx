"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { EntrySheets } from "@/lib/domain/formats/entry-sheets";
import type { FactKey } from "@/lib/domain/words/fact-address";
import type { MovedFigure } from "@/lib/domain/report/rehearsal/moved-figures";
import { RehearsalChanges } from "./rehearsal-changes";

interface Props {
  moved: readonly MovedFigure[];
  sheets: EntrySheets;
  nameOf: (key: FactKey) => string;
  problemOf: (figure: MovedFigure) => string | null;
  onGoTo: (key: FactKey) => void;
  onCancel: () => void;
  onAdopt: (keys: ReadonlySet<FactKey>) => void;
}

/**
 * All or some of a rehearsal into the report. What the report says by now that it did not say before is left out until
 * somebody chooses it.
 */
export function RehearsalAdoption({ moved, sheets, nameOf, problemOf, onGoTo, onCancel, onAdopt }: Props) {
  const [decided, setDecided] = useState<ReadonlyMap<FactKey, boolean>>(new Map());
  const takeable = moved.filter((figure) => problemOf(figure) === null);
  const chosen = new Set(
    takeable.filter(({ key, isOvertaken }) => decided.get(key) ?? !isOvertaken).map(({ key }) => key),
  );
  const choose = (keys: readonly FactKey[], isChosen: boolean) =>
    setDecided((known) => new Map([...known, ...keys.map((key) => [key, isChosen] as const)]));
  const hasOvertaken = takeable.some(({ isOvertaken }) => isOvertaken);
  return (
    <>
      <p className="text-sm">
        选中的改动写入正式数据，照常保存，可以一步撤销；未选的留在彩排中。
        {hasOvertaken && "正式数已另有修改的，请核对后再选。"}
      </p>
      <label className="flex items-center gap-2 text-sm">
        <input
          type="checkbox"
          ref={(input) => {
            if (input) input.indeterminate = chosen.size > 0 && chosen.size < takeable.length;
          }}
          disabled={takeable.length === 0}
          checked={chosen.size > 0 && chosen.size === takeable.length}
          onChange={(event) =>
            choose(
              takeable.map(({ key }) => key),
              event.target.checked,
            )
          }
        />
        全选（已选 {chosen.size}／{moved.length}）
      </label>
      <RehearsalChanges
        moved={moved}
        sheets={sheets}
        nameOf={nameOf}
        problemOf={problemOf}
        choice={{ chosen, onChoose: (key, isChosen) => choose([key], isChosen) }}
        onGoTo={onGoTo}
      />
      <div className="flex justify-end gap-2">
        <Button onPress={onCancel}>取消</Button>
        <Button emphasis="primary" isDisabled={chosen.size === 0} onPress={() => onAdopt(chosen)}>
          采用 {chosen.size} 处改动
        </Button>
      </div>
    </>
  );
}
