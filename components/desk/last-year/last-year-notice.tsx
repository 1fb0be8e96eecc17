"use client";

import { Button } from "@/components/ui/button";
import { formatYuan } from "@/lib/domain/words/amounts";
import { fundLabels, type Fund } from "@/lib/domain/words/funds";
import type { ReportModel } from "@/lib/domain/report/open-report";
import { openRows, placeKey, type SheetPlace } from "@/lib/domain/report/last-year-rows";
import type { LapsedSubject } from "@/lib/domain/words/subjects/successors";
import { cellIdOf } from "@/lib/domain/words/cell-id";
import { lastYearRowsAt } from "../figures/last-year";
import { layerInSight } from "../store/desk-state";
import { useDesk, useDeskActs } from "../store/use-desk";

interface Props {
  place: SheetPlace;
  /** Of the sheet; empty where it is not kept by fund. */
  funds: readonly Fund[];
  /** Adds a subject to the sheet; absent where subjects stand in any case. */
  onPick: ((code: string) => void) | undefined;
}

/**
 * What a sheet has from last year's accounts and still waits for, and what it could not take over. Nothing once all of
 * it is filled in.
 */
export function LastYearNotice({ place, funds, onPick }: Props) {
  const { rows } = useDeskActs();
  const { model } = useDesk(({ seen }) => seen);
  const invalid = useDesk((state) => layerInSight(state).invalid);
  const lastYear = useDesk((state) => state.lastYear);
  const removed = useDesk(({ removedRows }) => removedRows);
  const lapsed = useDesk(({ report }) => report.lapsed);
  const filled = [...model.facts().amounts.keys(), ...invalid.keys()];
  const taken = lastYearRowsAt(lastYear, place);
  const open = openRows(taken.rows, place, filled);
  const away = open.filter((code) => removed[placeKey(place)]?.includes(code));
  const waiting = open.length - away.length;
  const elsewhere = funds
    .filter((fund) => fund !== place.fund)
    .flatMap((fund) => {
      const at = { ...place, fund };
      const count = openRows(lastYearRowsAt(lastYear, at).rows, at, filled).length;
      return count === 0 ? [] : [`${fundLabels[fund]} ${count} 个`];
    });
  const gone = lapsed
    .filter(({ code }) => taken.lapsed.includes(code))
    .flatMap((subject) => goneSentence(subject, place, model));
  if (open.length === 0 && gone.length === 0) return null;
  return (
    <section
      aria-label="由上年决算带入"
      className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1 border-l-4 border-accent bg-accent-shade px-3 py-1.5 text-sm"
    >
      {open.length > 0 && (
        <>
          <p role="status">
            <span className="font-medium">
              {open.length === taken.rows.length
                ? `已按上年决算带入 ${open.length} 个科目，金额待填。`
                : `上年决算的 ${taken.rows.length} 个科目，还有 ${open.length} 个待填。`}
            </span>
            本年没有发生的留空即可，空行不计入决算。
            {elsewhere.length > 0 && `其他资金性质待填：${elsewhere.join("、")}。`}
          </p>
          {waiting > 0 && <Button onPress={() => rows().remove(place, open)}>收起 {waiting} 个空行</Button>}
          {away.length > 0 && <Button onPress={() => rows().restore(place, away)}>显示收起的 {away.length} 行</Button>}
        </>
      )}
      {gone.length > 0 && (
        <ul aria-label="上年科目不在本年目录中" className="basis-full">
          {gone.map(({ subject, sentence, offers }) => (
            <li key={subject.code} className="flex flex-wrap items-center gap-x-2 gap-y-1 py-0.5">
              <span>{sentence}</span>
              {onPick &&
                offers.map(({ code, name }) => (
                  <Button key={code} onPress={() => onPick(code)}>
                    改用 {code} {name}
                  </Button>
                ))}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/**
 * What became of a subject, and what to use in its place. Of balances only those that are not zero, for others say
 * nothing of this year.
 */
function goneSentence(subject: LapsedSubject, { sheet }: SheetPlace, model: ReportModel) {
  const { code, name, successors } = subject;
  const named = successors.map((each) => `${each.code} ${each.name}`).join("、");
  const advice = named === "" ? "请按本年科目表改用相应科目。" : `请改用 ${named}。`;
  if (sheet !== "balance")
    return [{ subject, sentence: `上年科目 ${code} ${name}：本年目录无此科目，${advice}`, offers: successors }];
  const closing = model.priorValue(cellIdOf("governmentFund", code, "closingBalance")) ?? 0;
  if (closing === 0) return [];
  const balance = `上年科目 ${code} ${name} 年末结转和结余 ${formatYuan(closing)} 元`;
  return successors.length === 1
    ? [{ subject, sentence: `${balance}，已并入 ${named} 的年初数。`, offers: [] }]
    : [{ subject, sentence: `${balance}：本年目录无此科目，${advice}年初数填在改用的科目上。`, offers: successors }];
}
