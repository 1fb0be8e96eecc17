"use client";

import { useState, type ClipboardEvent } from "react";
import { Button } from "@/components/ui/button";
import { FormTable } from "@/components/ui/form-table";
import { entryTableId } from "@/lib/domain/formats/entry-tables";
import { hasSubjectRows, type SheetDefinition } from "@/lib/domain/formats/sheet-definition";
import { formatForInput, formatYuan } from "@/lib/domain/words/amounts";
import { fundLabels } from "@/lib/domain/words/funds";
import {
  adjustmentKey,
  adjustmentSlot,
  adjustmentLabel,
  begunAdjustments,
  entriesOf,
  mostOfAKind,
  openingAdjustmentKind,
  type AdjustmentPlace,
  type AdjustmentText,
  type OpeningAdjustmentKind,
} from "@/lib/domain/words/opening-adjustments";
import { printedDate } from "@/lib/domain/words/read-day";
import { adjustedOpeningLines } from "@/lib/domain/report/adjusted-openings";
import type { ReportModel } from "@/lib/domain/report/open-report";
import { readPastedAdjustments, type AdjustableOpening } from "@/lib/domain/report/pasted-adjustments";
import type { SubjectCatalogue } from "@/lib/domain/words/subjects/catalogue";
import { mayFill } from "../store/desk-state";
import { useDesk, useDeskActs } from "../store/use-desk";
import { AmountInput } from "../amounts/amount-input";

const heads = ["资金或科目", "类别", "金额（元，调减填负数）", "文号", "文件日期", "说明", "操作"];
const box = "w-full border border-line bg-surface px-1.5 py-1 text-sm read-only:bg-shade";

/**
 * 年初余额调整 below the balances: by which amounts, and on which documents, they open otherwise than last year closed.
 * A balance that follows last year's accounts moves with its adjustments; one that is typed has to agree with them.
 */
export function OpeningAdjustments({ sheet }: { sheet: SheetDefinition }) {
  const { edits, setText } = useDeskActs();
  const { model, findings } = useDesk(({ seen }) => seen);
  const invalid = useDesk(({ own }) => own.invalid);
  const texts = useDesk((state) => state.texts);
  const locked = useDesk((state) => state.locked);
  const catalogue = useDesk(({ lastYear }) => lastYear.functional);
  const isEditable = useDesk(mayFill);
  const [begun, setBegun] = useState<readonly AdjustmentPlace[]>([]);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const openings = adjustableOpenings(model, sheet, catalogue);
  const stored = begunAdjustments([...model.facts().amounts.keys(), ...invalid.keys()], texts);
  const isStored = (place: AdjustmentPlace) => stored.some((each) => adjustmentKey(each) === adjustmentKey(place));
  const places = [...stored, ...begun.filter((place) => !isStored(place))];
  const lines = adjustedOpeningLines(model);
  const missing = findings.filter(({ ruleId }) => ruleId === "B-59");
  const labelOf = (place: Pick<AdjustmentPlace, "fund" | "row">) =>
    openings.find(({ fund, row }) => fund === place.fund && row === place.row)?.label ?? place.row;

  function setAmount(place: AdjustmentPlace, input: string, how: "paste" | "clear"): void {
    const key = adjustmentKey(place);
    const before = invalid.get(key) ?? formatForInput(model.amount(key), "yuan");
    if (input !== before) edits().change([{ key, before, input }], how, "yuan");
  }

  function remove(place: AdjustmentPlace): void {
    setBegun(begun.filter((each) => adjustmentKey(each) !== adjustmentKey(place)));
    setAmount(place, "", "clear");
    for (const text of ["document", "date", "text"] as const)
      if (texts.get(adjustmentSlot(place, text))) setText(adjustmentSlot(place, text), "");
  }

  function paste(event: ClipboardEvent): void {
    const pasted = event.clipboardData.getData("text/plain");
    if (!isEditable || !pasted.includes("\t")) return;
    event.preventDefault();
    const read = readPastedAdjustments(pasted, openings, (place) => !locked.has(adjustmentKey(place)));
    setProblems(read.problems);
    for (const { amount, document, date, text, ...place } of read.adjustments) {
      setAmount(place, formatForInput(amount, "yuan"), "paste");
      const written: Record<AdjustmentText, string> = { document, date, text };
      for (const [name, value] of Object.entries(written))
        setText(adjustmentSlot(place, name as AdjustmentText), value);
    }
  }

  const summary =
    places.length === 0
      ? "年初数与上年年末数不同时，按文件逐笔填列"
      : `${places.length} 笔，合计 ${formatYuan(lines.reduce((sum, { adjusted }) => sum + adjusted, 0))} 元`;
  return (
    <details className="mt-4" open={places.length > 0 || missing.length > 0} onPaste={paste}>
      <summary className="cursor-pointer text-sm pointer-coarse:min-h-10">
        <span className="font-semibold">年初余额调整</span>{" "}
        <span className={missing.length > 0 ? "text-danger" : "text-muted"}>{summary}</span>
      </summary>
      <div className="mt-2 flex flex-col gap-2 text-sm">
        {missing.map(({ key, message }) => (
          <p key={key} className="border-l-4 border-danger bg-danger-shade px-2 py-1">
            {message}
          </p>
        ))}
        {places.length > 0 && (
          <FormTable label="年初余额调整" heads={heads} hasCards>
            {places.map((place) => {
              const key = adjustmentKey(place);
              const name = `${labelOf(place)}${adjustmentLabel(place)}`;
              const isOfEvent = locked.has(key);
              const isReadOnly = !isEditable || isOfEvent;
              return (
                <tr key={key} aria-label={name}>
                  <td data-head={heads[0]} className="min-w-40 p-1.5!">
                    {labelOf(place)}
                  </td>
                  <td data-head={heads[1]} className="whitespace-nowrap p-1.5!">
                    {adjustmentLabel(place)}
                  </td>
                  <td data-head={heads[2]} className="min-w-36">
                    <AmountInput
                      fact={key}
                      label={`${name}金额`}
                      isReadOnly={isReadOnly}
                      onCommit={(before, input) => edits().change([{ key, before, input }], "typed", "yuan")}
                    />
                  </td>
                  <td data-head={heads[3]} className="min-w-40">
                    <TextCell
                      place={place}
                      text="document"
                      label={`${name}文号`}
                      isReadOnly={!isEditable}
                      isOfEvent={isOfEvent}
                    />
                  </td>
                  <td data-head={heads[4]} className="min-w-36">
                    <TextCell
                      place={place}
                      text="date"
                      label={`${name}文件日期`}
                      isReadOnly={!isEditable}
                      isOfEvent={isOfEvent}
                    />
                  </td>
                  <td data-head={heads[5]} className="min-w-52">
                    <TextCell
                      place={place}
                      text="text"
                      label={`${name}说明`}
                      isReadOnly={!isEditable}
                      isOfEvent={isOfEvent}
                    />
                  </td>
                  <td className="whitespace-nowrap p-1!">
                    {isOfEvent ? (
                      <span className="text-muted">随单位变动</span>
                    ) : (
                      isEditable && (
                        <Button aria-label={`删除${name}`} onPress={() => remove(place)}>
                          删除
                        </Button>
                      )
                    )}
                  </td>
                </tr>
              );
            })}
          </FormTable>
        )}
        {lines.length > 0 && (
          <ul aria-label="调整前后" className="flex flex-col gap-0.5 tabular-nums">
            {lines.map(({ fund, row, last, adjusted, opening }) => (
              <li key={`${fund}.${row}`}>
                {labelOf({ fund, row })}：上年年末 {last === null ? "未知" : `${formatYuan(last)} 元`}，调整{" "}
                {formatYuan(adjusted)} 元，年初 {formatYuan(opening)} 元
              </li>
            ))}
          </ul>
        )}
        {problems.length > 0 && (
          <ul role="alert" className="text-danger">
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        )}
        {isEditable && (
          <AddAdjustment
            openings={openings}
            kinds={sheet.adjustments ?? []}
            taken={places}
            onAdd={(place) => setBegun([...begun, place])}
          />
        )}
      </div>
    </details>
  );
}

/** Picks what is adjusted and how; the next one of its kind is begun. */
function AddAdjustment({
  openings,
  kinds,
  taken,
  onAdd,
}: {
  openings: readonly AdjustableOpening[];
  kinds: readonly OpeningAdjustmentKind[];
  taken: readonly AdjustmentPlace[];
  onAdd: (place: AdjustmentPlace) => void;
}) {
  const [at, setAt] = useState(0);
  const [kind, setKind] = useState<OpeningAdjustmentKind>(kinds[0] ?? "errorCorrection");
  const opening = openings[at] ?? openings[0];
  if (!opening) return null;
  const has = new Set(taken.map(adjustmentKey));
  const next = entriesOf({ fund: opening.fund, row: opening.row, kind }).find((each) => !has.has(adjustmentKey(each)));
  return (
    <div className="flex flex-wrap items-end gap-2">
      <label className="flex min-w-0 flex-col gap-0.5">
        资金或科目
        <select className={box} value={String(at)} onChange={(event) => setAt(Number(event.target.value))}>
          {openings.map(({ fund, row, label }, position) => (
            <option key={`${fund}.${row}`} value={position}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label className="flex flex-col gap-0.5">
        类别
        <select className={box} value={kind} onChange={(event) => setKind(event.target.value as OpeningAdjustmentKind)}>
          {kinds.map((id) => (
            <option key={id} value={id}>
              {openingAdjustmentKind(id).label}
            </option>
          ))}
        </select>
      </label>
      <Button isDisabled={!next} onPress={() => next && onAdd(next)}>
        添加一笔
      </Button>
      <p className="text-muted">
        {!next
          ? `该资金的这一类别已有${mostOfAKind}笔，请合并填列，文号可并列。`
          : "同一类别有几个文件的，逐笔添加。也可从表格中复制“资金或科目、类别、金额、文号、日期、说明”各列，在此处粘贴。"}
      </p>
    </div>
  );
}

/** One text of an adjustment, saved while typing; a date is brought into the form that documents print. */
function TextCell({
  place,
  text: part,
  label,
  isReadOnly,
  isOfEvent,
}: {
  place: AdjustmentPlace;
  text: AdjustmentText;
  label: string;
  isReadOnly: boolean;
  /** The adjustment follows from an event of the register, and so do its words. */
  isOfEvent: boolean;
}) {
  const { typeText, setText } = useDeskActs();
  const slot = adjustmentSlot(place, part);
  const text = useDesk(({ texts }) => texts.get(slot) ?? "");
  // Where the event has left no words, the unit writes them.
  const [wasWritten] = useState(text.trim() !== "");
  const isOdd = part === "date" && text.trim() !== "" && printedDate(text) === null;
  return (
    <input
      className={box}
      aria-label={label}
      aria-invalid={isOdd || undefined}
      {...(part === "date" && { placeholder: "如 2022-3-1" })}
      maxLength={part === "text" ? 500 : 100}
      readOnly={isReadOnly || (isOfEvent && wasWritten)}
      value={text}
      onChange={(event) => typeText(slot, event.target.value)}
      onBlur={() => {
        const date = part === "date" ? printedDate(text) : null;
        if (date !== null && date !== text) setText(slot, date);
      }}
    />
  );
}

/** The balances of a sheet: of every fund one, or one for each 项 that has an opening or had a closing balance. */
function adjustableOpenings(
  model: ReportModel,
  sheet: SheetDefinition,
  catalogue: SubjectCatalogue,
): AdjustableOpening[] {
  const own = sheet.rows.kind === "balance" ? sheet.rows.rows : [];
  return (sheet.funds ?? []).flatMap((fund) => {
    if (!hasSubjectRows(sheet, fund))
      return own.some(({ id }) => id === fund) ? [{ fund, row: fund, label: fundLabels[fund] }] : [];
    const rows = model
      .tableRows(entryTableId("balance", fund))
      .flatMap(({ id, kind }) => (kind === "item" ? [id] : []));
    return [...new Set([...rows, ...model.factRows("openingAdjustments", fund)])].map((row) => ({
      fund,
      row,
      label: [row, catalogue.get(row)?.name].filter(Boolean).join(" "),
    }));
  });
}
