"use client";

import { noDataStatement } from "@/lib/domain/words/facts";
import { quoted } from "@/lib/domain/words/quoted";
import { mayFill } from "../store/desk-state";
import { useDesk, useDeskActs } from "../store/use-desk";
import { SlotField } from "./slot-field";

/** Texts of the report, saved while typing. */
export function DeskTexts({
  fields,
  rows = 12,
}: {
  fields: readonly { slot: string; label: string; hint?: string }[];
  rows?: number;
}) {
  return (
    <div className="mt-3 flex flex-col gap-4">
      {fields.map(({ slot, label, hint }) => (
        <div key={slot}>
          <SlotField slot={slot} label={label} rows={rows} hint={hint ?? "边填边自动保存。"} />
        </div>
      ))}
    </div>
  );
}

/** 本表无数据: the explicit statement that a sheet stays empty, which is not the same as not having filled it in. */
export function NoDataStatement({ slot, sheetTitle }: { slot: string; sheetTitle: string }) {
  const { setText } = useDeskActs();
  const isEditable = useDesk(mayFill);
  const { self } = useDesk(({ seen }) => seen.model.tableSet.document);
  const isStated = useDesk(({ texts }) => (texts.get(slot) ?? "") !== "");
  return (
    <label className="mt-3 flex items-center gap-2 text-sm pointer-coarse:min-h-10">
      <input
        type="checkbox"
        disabled={!isEditable}
        checked={isStated}
        onChange={(event) => setText(slot, event.target.checked ? noDataStatement : "")}
      />
      {self}本年度没有{quoted(sheetTitle)}数据
    </label>
  );
}
