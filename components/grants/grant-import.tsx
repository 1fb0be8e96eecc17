"use client";

import { useState } from "react";
import { useFileReading } from "@/components/desk/import/use-file-reading";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { FileButton } from "@/components/ui/file-button";
import { ListTable } from "@/components/ui/list-table";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import {
  grantAsks,
  grantUnits,
  unitLabels,
  type GrantAsk,
  type GrantUnit,
} from "@/lib/domain/ledger-import/grant-statement";
import { formatYuan } from "@/lib/domain/words/amounts";
import { fundLabels } from "@/lib/domain/words/funds";
import { readGrantStatementAction, takeGrantStatementAction } from "@/lib/features/grants/actions";
import { MAX_LEDGER_BYTES, type GrantDryRun } from "@/lib/features/grants/schema";

interface Chosen {
  fileName: string;
  content: string;
  unit: GrantUnit | null;
}

/** Loads a statement of grants: what it would do stands before the button that takes it over. */
export function GrantImport({ year }: { year: number }) {
  const taking = useSending();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [dryRun, setDryRun] = useState<GrantDryRun | null>(null);
  const [confirmed, setConfirmed] = useState<ReadonlySet<GrantAsk>>(new Set());

  function close(): void {
    setChosen(null);
    setDryRun(null);
    setConfirmed(new Set());
    taking.forget();
  }

  function readAs(next: Chosen): ReturnType<typeof readGrantStatementAction> {
    setChosen(next);
    setDryRun(null);
    setConfirmed(new Set());
    taking.forget();
    return readGrantStatementAction({ year, content: next.content, unit: next.unit });
  }

  const reading = useFileReading({
    maxBytes: MAX_LEDGER_BYTES,
    tooLargeHint: "",
    read: (content, fileName) => readAs({ fileName, content, unit: null }),
    onRead: setDryRun,
  });

  async function take(): Promise<void> {
    if (!chosen || !dryRun) return;
    await taking.send(
      () => takeGrantStatementAction({ year, ...chosen, replaces: dryRun.holds, confirmed: [...confirmed] }),
      close,
    );
  }

  const open = dryRun?.asks.filter(({ ask }) => !confirmed.has(ask)).length ?? 0;
  const mayTake = dryRun !== null && dryRun.unit !== null && dryRun.problems.length === 0 && open === 0;
  return (
    <section aria-label="导入对账单" className="flex flex-col gap-2 text-sm">
      <div className="flex flex-wrap items-center gap-3">
        <FileButton
          label={`导入${year}年度对账单`}
          inputLabel="对账单文件"
          accept=".xlsx,.xls,.csv"
          isReading={reading.isReading}
          onFile={(file) => {
            close();
            reading.take(file);
          }}
        />
        <span className="text-muted">
          Excel 或 CSV，每行一个单位的一个项级科目：单位编码（或名称）、科目编码、资金性质、金额；也可按资金分列金额。
        </span>
      </div>
      <Refusals title="没有读取" reasons={reading.reasons} />
      {chosen && dryRun && (
        <div className="flex flex-col gap-2 border border-line p-3">
          <p>
            <span className="font-semibold">{chosen.fileName}</span>（工作表“{dryRun.sheetName}”）：{dryRun.units}{" "}
            个单位、
            {dryRun.lines} 行，合计 {formatYuan(dryRun.total)} 元{dryRun.unit === null && "（按元计）"}
            {dryRun.rowsOfSums > 0 && `；另有 ${dryRun.rowsOfSums} 行是类、款小计或合计，不重复计入`}
          </p>
          <fieldset className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <legend className="float-left mr-2">
              金额单位
              {dryRun.unitWords.length > 0
                ? `（文件写明“${dryRun.unitWords.join("、")}”）`
                : "（文件没有写明，请选择）"}
            </legend>
            {grantUnits.map((unit) => (
              <label key={unit} className="flex items-center gap-1 pointer-coarse:min-h-10">
                <input
                  type="radio"
                  name="grantUnit"
                  checked={dryRun.unit === unit}
                  disabled={reading.isReading}
                  onChange={() => void reading.send(() => readAs({ ...chosen, unit }), setDryRun)}
                />
                {unitLabels[unit]}
              </label>
            ))}
          </fieldset>
          {dryRun.problems.length > 0 && (
            <Callout tone="danger" title="有下列问题，不能导入；请改正文件后重新选择">
              <ul>
                {dryRun.problems.map((problem) => (
                  <li key={problem}>{problem}</li>
                ))}
              </ul>
            </Callout>
          )}
          {dryRun.asks.map(({ ask, details }) => (
            <div key={ask} className="border-l-4 border-warn bg-warn-shade px-3 py-1">
              <label className="flex items-center gap-2 font-medium pointer-coarse:min-h-10">
                <input
                  type="checkbox"
                  checked={confirmed.has(ask)}
                  onChange={({ target }) =>
                    setConfirmed(
                      new Set(target.checked ? [...confirmed, ask] : [...confirmed].filter((each) => each !== ask)),
                    )
                  }
                />
                {grantAsks[ask]}
              </label>
              <ul className="pl-6">
                {details.map((detail) => (
                  <li key={detail}>{detail}</li>
                ))}
              </ul>
            </div>
          ))}
          {dryRun.holds > 0 && <Changes dryRun={dryRun} />}
          <Refusals title="没有导入" reasons={taking.reasons} />
          <div className="flex flex-wrap gap-2">
            <Button emphasis="primary" isDisabled={!mayTake || taking.isSending} onPress={() => void take()}>
              {taking.isSending ? "正在导入…" : dryRun.holds > 0 ? "导入，替换现有对账单" : "导入"}
            </Button>
            <Button onPress={close}>不导入</Button>
            {open > 0 && dryRun.problems.length === 0 && <span className="self-center text-muted">请先逐项确认。</span>}
          </div>
        </div>
      )}
    </section>
  );
}

/** How the statement in hand differs from the one that holds. */
function Changes({ dryRun: { changes, changeCount, holds } }: { dryRun: GrantDryRun }) {
  if (changeCount === 0) return <p>与现有对账单（第 {holds} 次）没有差别。</p>;
  const shown = (amount: number | null) => (amount === null ? "无" : formatYuan(amount));
  return (
    <details open={changeCount <= 20}>
      <summary className="cursor-pointer pointer-coarse:min-h-10">
        与现有对账单（第 {holds} 次）相比，{changeCount} 处不同
        {changeCount > changes.length && `，列出前 ${changes.length} 处`}
      </summary>
      <ListTable
        label="与现有对账单的差别（可左右滚动）"
        hasCards
        heads={["单位", "资金和科目", { amount: "现有（元）" }, { amount: "本次（元）" }]}
      >
        {changes.map(({ unitCode, unitName, fund, item, before, after }) => (
          <tr key={`${unitCode}.${fund}.${item}`} className="border-b border-line">
            <th scope="row" className="px-2 py-0.5 text-left font-normal">
              {unitCode} {unitName}
            </th>
            <td data-head="资金和科目" className="px-2 py-0.5">
              {item} {fundLabels[fund]}
            </td>
            <td data-head="现有（元）" className="px-2 py-0.5 text-right tabular-nums">
              {shown(before)}
            </td>
            <td data-head="本次（元）" className="px-2 py-0.5 text-right tabular-nums">
              {shown(after)}
            </td>
          </tr>
        ))}
      </ListTable>
    </details>
  );
}
