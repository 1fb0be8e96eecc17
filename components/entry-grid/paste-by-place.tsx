import clsx from "clsx";
import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { writtenUnitLabels, type WrittenUnit } from "@/lib/domain/words/amounts";
import { downloadRows } from "@/components/text-tables/download-rows";
import type { PastedLabels } from "@/lib/domain/ledger-import/pasted-labels";
import type { CellChange, GridContents } from "./grid-contents";
import {
  pasteProblemText,
  placeText,
  planPaste,
  type Pasted,
  refusedRows,
  type PasteOptions,
  type PasteRows,
  type RefusedCell,
  type TakenCell,
} from "./paste";

interface Props {
  pasted: Pasted;
  /** Words around the figures, which say the unit and are pasted nowhere. */
  labels: PastedLabels;
  isCode: (text: string) => boolean;
  /** `null`: a person has to say first which rows are meant. */
  rows: PasteRows | null;
  onPaste: (changes: CellChange[]) => void;
  close: () => void;
}

/** As many cells of each kind are listed on the page; the file of refused cells names all. */
const LISTED = 100;

const effectLabels: Record<TakenCell["effect"], string> = { cleared: "清空", overwritten: "覆盖", new: "" };

/**
 * What a rectangle of figures would do where it is pasted: cells cleared and overwritten first, then those understood
 * differently from how they are written.
 */
export function PasteByPlace({
  pasted: { contents, range, block, unit },
  labels,
  isCode,
  rows,
  onPaste,
  close,
}: Props) {
  const [picked, setOptions] = useState<Pick<PasteOptions, "dash" | "blank"> & { unit: WrittenUnit | null }>({
    unit: labels.unit.words.length > 0 ? labels.unit.unit : unit,
    dash: "blank",
    blank: "clear",
  });
  const plan = useMemo(
    () =>
      planPaste(contents, range, block, {
        ...picked,
        unit: picked.unit ?? unit,
        rows: rows ?? "every",
        labels,
        isCode,
      }),
    [contents, range, block, picked, unit, rows, labels, isCode],
  );
  const isSettled = rows !== null && picked.unit !== null;
  const hasDash = useMemo(() => block.some((row) => row.some((text) => /^[-－−–—]+$/.test(text.trim()))), [block]);
  const { taken, unchanged, agreeing, refused } = plan;
  const of = (effect: TakenCell["effect"]) => taken.filter((cell) => cell.effect === effect);
  const [cleared, overwritten, added] = [of("cleared"), of("overwritten"), of("new")];
  const isReread = (cell: TakenCell) => cell.isReread;
  const reread = taken.filter(isReread);
  const shown = [
    ...cleared,
    ...overwritten,
    ...added.filter(isReread),
    ...added.filter((cell) => !isReread(cell)),
  ].slice(0, LISTED);
  const differing = refused.filter(({ problem }) => typeof problem === "object" && "computed" in problem).length;
  return (
    <>
      {rows === null && (
        <Callout tone="warn" title="还不能粘贴">
          剪贴板的行与本表的行对不上：可能含有小计行，或者行数不同。请先在“粘贴方式”中选定，或连同科目编码一起复制。
        </Callout>
      )}
      {labels.rows > 0 && (
        <p className="text-sm">
          第 {labels.rows === 1 ? "1" : `1 至 ${labels.rows}`} 行“{labels.header.slice(0, 60)}
          ”是表头，不粘贴；数自下一行起填入。
        </p>
      )}
      {labels.columns > 0 && (
        <p className="text-sm">左边 {labels.columns} 列是文字，不粘贴；数自右边一列起填入，请核对各行。</p>
      )}
      {picked.unit === null && (
        <Callout tone="warn" title="还不能粘贴">
          表头写明的单位是{labels.unit.words.join("、")}。请在“未写明单位的金额按”中选定。
        </Callout>
      )}
      <p role="status">
        接受 {taken.length} 个单元格，其中 {reread.length} 个改写为标准格式；{unchanged} 个内容不变；{refused.length}{" "}
        个不能粘贴。
      </p>
      {(cleared.length > 0 || overwritten.length > 0 || agreeing > 0 || differing > 0) && (
        <ul className="text-sm">
          {cleared.length > 0 && <li className="text-warn">清空 {cleared.length} 个已有的数（剪贴板中为空白）。</li>}
          {overwritten.length > 0 && <li className="text-warn">覆盖 {overwritten.length} 个已有的数。</li>}
          {agreeing + differing > 0 && (
            <li>
              由系统计算的单元格核对：{agreeing} 个相符，{differing} 个不符。
            </li>
          )}
        </ul>
      )}
      <div className="flex flex-wrap gap-4 text-sm">
        <label className="flex items-center gap-2">
          未写明单位的金额按
          <select
            value={picked.unit ?? ""}
            onChange={(event) => setOptions({ ...picked, unit: event.target.value as WrittenUnit })}
            className="border border-line bg-surface px-2 py-1"
          >
            {picked.unit === null && <option value="">请选定</option>}
            {(Object.keys(writtenUnitLabels) as WrittenUnit[]).map((each) => (
              <option key={each} value={each}>
                {writtenUnitLabels[each]}
              </option>
            ))}
          </select>
        </label>
        {hasDash && (
          <label className="flex items-center gap-2">
            单独的“-”按
            <select
              value={picked.dash}
              onChange={(event) => setOptions({ ...picked, dash: event.target.value === "zero" ? "zero" : "blank" })}
              className="border border-line bg-surface px-2 py-1"
            >
              <option value="blank">空白</option>
              <option value="zero">0</option>
            </select>
          </label>
        )}
        {(cleared.length > 0 || picked.blank === "keep") && (
          <label className="flex items-center gap-2">
            空白单元格
            <select
              value={picked.blank}
              onChange={(event) => setOptions({ ...picked, blank: event.target.value === "keep" ? "keep" : "clear" })}
              className="border border-line bg-surface px-2 py-1"
            >
              <option value="clear">清空原有的数</option>
              <option value="keep">不改动原有的数</option>
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
                {["单元格", "原值", "剪贴板", "粘贴为"].map((title, column) => (
                  <th
                    key={title}
                    scope="col"
                    className={clsx(
                      "px-2 py-1 font-medium whitespace-nowrap",
                      column === 0 ? "text-left" : "text-right",
                    )}
                  >
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map(({ key, at, before, text, input, isReread, effect }) => (
                <tr key={key} className="border-t border-line">
                  <th scope="row" className="min-w-24 px-2 py-1 text-left font-normal">
                    {contents.labelAt(at)}
                  </th>
                  <td className="figures px-2 text-muted">{before || "空"}</td>
                  <td className="figures px-2 break-all whitespace-pre-line">{text || "空"}</td>
                  <td className="figures px-2">
                    {effectLabels[effect] !== "" && (
                      <span className="mr-1 text-xs text-warn">{effectLabels[effect]}</span>
                    )}
                    {isReread && <span className="mr-1 text-xs text-warn">改写</span>}
                    {input || "空"}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {taken.length > LISTED && (
            <p className="border-t border-line px-2 py-1 text-sm text-muted">
              另有 {taken.length - LISTED} 个单元格未列出。
            </p>
          )}
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
          isDisabled={taken.length === 0 || !isSettled}
        >
          粘贴 {taken.length} 个单元格
        </Button>
        <Button onPress={close} autoFocus={taken.length === 0 || !isSettled}>
          取消
        </Button>
      </div>
    </>
  );
}

function Refused({ contents, refused }: { contents: GridContents; refused: readonly RefusedCell[] }) {
  return (
    <section aria-label="不能粘贴的单元格" className="bg-danger-shade px-3 py-2 text-sm">
      <h3 className="font-medium">不能粘贴的单元格</h3>
      <ul className="max-h-48 overflow-auto" tabIndex={0} aria-label="不能粘贴的单元格">
        {refused.slice(0, LISTED).map(({ at, from, text, problem }) => (
          <li key={placeText(from) + at.row + ":" + at.column} className="break-words">
            {contents.labelAt(at) || placeText(from)}“{text.slice(0, 60)}”：{pasteProblemText(problem)}
          </li>
        ))}
      </ul>
      <p className="flex flex-wrap items-center gap-2">
        {refused.length > LISTED && `另有 ${refused.length - LISTED} 个见清单。`}
        <Button onPress={() => downloadRows(refusedRows(contents, refused), "未粘贴的单元格")}>
          下载全部 {refused.length} 个的清单
        </Button>
      </p>
    </section>
  );
}
