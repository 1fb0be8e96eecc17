import type { ReactNode } from "react";
import { writtenUnitLabels, type WrittenUnit } from "@/lib/domain/words/amounts";
import type { TableSet } from "@/lib/domain/formats/define";
import { fundLabels, funds } from "@/lib/domain/words/funds";
import { priorYearTables } from "@/lib/domain/ledger-import/prior-year-target";
import { eachFundLabel, takesEachFund, targetAt, type TargetFund } from "@/lib/domain/ledger-import/target";
import type { useLedgerImport } from "./use-ledger-import";

/** A header further down than this is not offered. */
const HEADER_ROWS = 30;

const box = "max-w-full min-w-0 border border-line bg-surface px-2 py-1";

interface Props {
  names: readonly string[];
  /** Last year's tables may be brought in, too: the system has no last year. */
  takesPriorYear: boolean;
  tableSet: TableSet;
  ledger: ReturnType<typeof useLedgerImport>;
}

/** Which worksheet goes where, in which unit, and where its header stands. */
export function LedgerChoices({ names, takesPriorYear, tableSet, ledger }: Props) {
  const { target, mapping } = ledger;
  const { first, last } = mapping.headerRows;
  const rowNumbers = Array.from({ length: Math.min(HEADER_ROWS, ledger.sheet.rows.length) }, (_, row) => row);
  const definition = tableSet.sheets.find(target.sheet);
  return (
    <div className="flex flex-wrap gap-x-4 gap-y-2 text-sm">
      {names.length > 1 && (
        <Choice label="工作表" value={String(ledger.sheetAt)} onPick={(value) => ledger.pickSheet(Number(value))}>
          {names.map((name, at) => (
            <option key={at} value={at}>
              {name}
            </option>
          ))}
        </Choice>
      )}
      <Choice label="填入" value={target.sheet} onPick={(id) => ledger.pickTarget(targetAt(id, tableSet))}>
        {tableSet.sheets.all.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
        {takesPriorYear && (
          <optgroup label="上年数">
            {priorYearTables(tableSet).map(({ sheet, title }) => (
              <option key={sheet} value={sheet}>
                {title}
              </option>
            ))}
          </optgroup>
        )}
      </Choice>
      {definition?.funds && (
        <Choice
          label="资金性质"
          value={target.fund}
          onPick={(value) => ledger.pickTarget({ ...target, fund: value as TargetFund })}
        >
          {takesEachFund(target.sheet, tableSet) && <option value="each">{eachFundLabel}</option>}
          {funds.map((fund) => (
            <option key={fund} value={fund}>
              {fundLabels[fund]}
            </option>
          ))}
        </Choice>
      )}
      {ledger.organisations.length > 0 && (
        <Choice
          label="单位"
          value={ledger.organisation ?? ""}
          onPick={(value) => ledger.setOrganisation(value === "" ? null : value)}
        >
          {ledger.organisation === null && (
            <option value="">请选定（文件中有 {ledger.organisations.length} 个单位）</option>
          )}
          {ledger.organisations.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </Choice>
      )}
      {ledger.otherYears.length > 0 && (
        <Choice
          label="年度"
          value={ledger.isYearAccepted ? "accepted" : ""}
          onPick={(value) => ledger.acceptYear(value === "accepted")}
        >
          <option value="">请选定（文件写明 {ledger.otherYears.join("、")} 年）</option>
          <option value="accepted">仍按本报告的年度导入</option>
        </Choice>
      )}
      <Choice
        label="未写明单位的金额按"
        value={mapping.unit ?? ""}
        onPick={(value) => ledger.setUnit(value === "" ? null : (value as WrittenUnit))}
      >
        {mapping.unit === null && (
          <option value="">
            请选定{ledger.unitWords.length > 0 && `（文件写明：${ledger.unitWords.join("、")}）`}
          </option>
        )}
        {(Object.keys(writtenUnitLabels) as WrittenUnit[]).map((unit) => (
          <option key={unit} value={unit}>
            {writtenUnitLabels[unit]}
          </option>
        ))}
      </Choice>
      {ledger.hasDash && (
        <Choice
          label="单独的“-”按"
          value={ledger.dash}
          onPick={(value) => ledger.setDash(value === "zero" ? "zero" : "blank")}
        >
          <option value="blank">空白</option>
          <option value="zero">0</option>
        </Choice>
      )}
      {ledger.run !== null && ledger.run.duplicates > 0 && (
        <Choice
          label="同一科目有多行的"
          value={ledger.duplicates}
          onPick={(value) => ledger.setDuplicates(value === "sum" ? "sum" : "refuse")}
        >
          <option value="refuse">不导入</option>
          <option value="sum">各行相加</option>
        </Choice>
      )}
      <Choice
        label="表头自"
        value={last < first ? "" : String(first)}
        onPick={(value) =>
          ledger.setHeaderRows(
            value === "" ? { first: 0, last: -1 } : { first: Number(value), last: Math.max(last, Number(value)) },
          )
        }
      >
        <option value="">没有表头</option>
        {rowNumbers.map((row) => (
          <option key={row} value={row}>
            第{row + 1}行
          </option>
        ))}
      </Choice>
      {last >= first && (
        <Choice
          label="至"
          value={String(last)}
          onPick={(value) => ledger.setHeaderRows({ first, last: Number(value) })}
        >
          {rowNumbers.slice(first).map((row) => (
            <option key={row} value={row}>
              第{row + 1}行
            </option>
          ))}
        </Choice>
      )}
    </div>
  );
}

function Choice({
  label,
  value,
  onPick,
  children,
}: {
  label: string;
  value: string;
  onPick: (value: string) => void;
  children: ReactNode;
}) {
  return (
    <label className="flex max-w-full items-center gap-2">
      <span className="shrink-0">{label}</span>
      <select value={value} onChange={(event) => onPick(event.target.value)} className={box}>
        {children}
      </select>
    </label>
  );
}
