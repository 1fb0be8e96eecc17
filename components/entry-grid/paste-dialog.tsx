"use client";

import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import { moneyUnitLabels, type MoneyUnit } from "@/lib/domain/amounts";
import type { CellChange, GridContents } from "./grid-contents";
import type { Rectangle } from "./grid-selection";
import { downloadRows } from "./download-rows";
import { pasteProblemText, placeText, planPaste, refusedRows, type PasteOptions, type RefusedCell } from "./paste";

export interface Pasted {
  contents: GridContents;
  range: Rectangle;
  block: readonly (readonly string[])[];
  unit: MoneyUnit;
}

interface Props {
  pasted: Pasted;
  onPaste: (changes: CellChange[]) => void;
  onClose: () => void;
}

/** As many cells of each kind are listed on the page; the file of refused cells names all. */
const LISTED = 100;

/** What a paste would do, before it does it: cells taken, cells understood differently from how they are written, cells refused. */
export function PasteDialog({ pasted: { contents, range, block, unit }, onPaste, onClose }: Props) {
  const [options, setOptions] = useState<PasteOptions>({ unit, dash: "blank" });
  const plan = useMemo(() => planPaste(contents, range, block, options), [contents, range, block, options]);
  const hasDash = useMemo(() => block.some((row) => row.some((text) => /^[-－−–—]+$/.test(text.trim()))), [block]);
  const { taken, unchanged, refused } = plan;
  const reread = taken.filter(({ isReread }) => isReread);
  const shown = [...reread, ...taken.filter(({ isReread }) => !isReread)].slice(0, LISTED);
  return (
    <Modal title="粘贴" isOpen onOpenChange={onClose}>
      {(close) => (
        <>
          <p role="status">
            接受 {taken.length} 个单元格，其中 {reread.length} 个改写为标准格式；{unchanged} 个内容不变；{refused.length} 个不能粘贴。
          </p>
          <div className="flex flex-wrap gap-4 text-sm">
            <label className="flex items-center gap-2">
              未写明单位的金额按
              <select value={options.unit} onChange={(event) => setOptions({ ...options, unit: event.target.value === "wan" ? "wan" : "yuan" })} className="border border-line bg-surface px-2 py-1">
                {(["yuan", "wan"] as const).map((each) => (
                  <option key={each} value={each}>
                    {moneyUnitLabels[each]}
                  </option>
                ))}
              </select>
            </label>
            {hasDash && (
              <label className="flex items-center gap-2">
                单独的“-”按
                <select value={options.dash} onChange={(event) => setOptions({ ...options, dash: event.target.value === "zero" ? "zero" : "blank" })} className="border border-line bg-surface px-2 py-1">
                  <option value="blank">空白</option>
                  <option value="zero">0</option>
                </select>
              </label>
            )}
          </div>
          {refused.length > 0 && <Refused contents={contents} refused={refused} />}
          {shown.length > 0 && (
            <div className="max-h-64 overflow-auto border border-line" tabIndex={0} role="region" aria-label="接受的单元格">
              <table className="w-full text-sm">
                <thead className="bg-shade">
                  <tr>
                    {["单元格", "原值", "剪贴板内容", "粘贴为"].map((title) => (
                      <th key={title} scope="col" className="px-2 py-1 text-left font-medium">
                        {title}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {shown.map(({ key, at, before, text, input, isReread }) => (
                    <tr key={key} className="border-t border-line">
                      <th scope="row" className="px-2 py-1 text-left font-normal">
                        {contents.labelAt(at)}
                      </th>
                      <td className="figures px-2 text-muted">{before || "空"}</td>
                      <td className="figures px-2 break-all whitespace-pre-line">{text || "空"}</td>
                      <td className="figures px-2">
                        {isReread && <span className="mr-1 text-xs text-warn">改写</span>}
                        {input || "空"}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              {taken.length > LISTED && <p className="border-t border-line px-2 py-1 text-sm text-muted">另有 {taken.length - LISTED} 个单元格未列出。</p>}
            </div>
          )}
          <div className="flex gap-2">
            <Button
              emphasis="primary"
              autoFocus
              onPress={() => {
                close();
                onPaste(taken.map(({ key, before, input }) => ({ key, before, input })));
              }}
              isDisabled={taken.length === 0}
            >
              粘贴 {taken.length} 个单元格
            </Button>
            <Button onPress={close} autoFocus={taken.length === 0}>
              取消
            </Button>
          </div>
        </>
      )}
    </Modal>
  );
}

function Refused({ contents, refused }: { contents: GridContents; refused: readonly RefusedCell[] }) {
  return (
    <section aria-label="不能粘贴的单元格" className="bg-danger-shade px-3 py-2 text-sm">
      <h3 className="font-medium">不能粘贴的单元格</h3>
      <ul className="max-h-48 overflow-auto" tabIndex={0} aria-label="不能粘贴的单元格">
        {refused.slice(0, LISTED).map(({ at, from, text, problem }) => (
          <li key={placeText(from) + at.row + ":" + at.column} className="break-all">
            {contents.labelAt(at) || placeText(from)}“{text.slice(0, 60)}”：{pasteProblemText(problem)}
          </li>
        ))}
      </ul>
      <p className="flex flex-wrap items-center gap-2">
        {refused.length > LISTED && `另有 ${refused.length - LISTED} 个见清单。`}
        <Button onPress={() => downloadRows(refusedRows(contents, refused), "未粘贴的单元格")}>下载全部 {refused.length} 个的清单</Button>
      </p>
    </section>
  );
}
