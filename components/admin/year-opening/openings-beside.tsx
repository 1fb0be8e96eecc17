import { Callout } from "@/components/ui/callout";
import { ListTable } from "@/components/ui/list-table";
import { formatWan } from "@/lib/domain/words/amounts";
import type { OpeningsView } from "@/lib/features/year-opening/data";
import type { OpeningRow } from "@/lib/features/year-opening/schema";

/** Where the openings of the year come from: approved accounts, accounts that wait, predecessors, nothing. */
export function OpeningsBeside({ year, view }: { year: number; view: OpeningsView }) {
  const { lastIsOpened, rows, takeover, adjusted } = view;
  const of = (state: OpeningRow["state"]) => rows.filter((row) => row.state === state);
  const [carried, waiting, none] = [of("carried"), of("waiting"), of("none")];
  return (
    <>
      {!lastIsOpened && (
        <Callout tone="warn" title={`${year - 1}年度没有开设`}>
          没有上年批复数可以结转，各单位的年初数由单位自行填写。
        </Callout>
      )}
      <dl className="grid max-w-3xl gap-px border border-line bg-line text-sm sm:grid-cols-3">
        {[
          ["上年已批复，年末数结转", carried.length],
          ["上年未批复，批复后结转", waiting.length],
          ["没有上年数", none.length],
        ].map(([label, count]) => (
          <div key={label} className="bg-surface px-3 py-2">
            <dt className="text-muted">{label}</dt>
            <dd className="text-lg tabular-nums">{count} 个</dd>
          </div>
        ))}
      </dl>
      <p className="max-w-prose text-sm text-muted">
        年初数取自上年批复的年末数并锁定；上年以后批复或更正的，年初数随之更新。与上年年末数不同的，只能按六类调整逐项写明金额、文件和说明。
      </p>
      <UnitList
        title="上年未批复"
        rows={waiting}
        textOf={({ waitsFor, name }) => waitsFor.map((each) => each.replace(`${name}：`, "")).join("、")}
      />
      <UnitList
        title="没有上年数"
        rows={none}
        textOf={() => (lastIsOpened ? "上年不须编报，或是新设单位" : "上年没有开设")}
      />
      <UnitList
        title="承接其他单位"
        rows={rows.filter(({ from }) => from.length > 0)}
        textOf={({ from }) => `由 ${from.join("、")} 结转`}
      />
      {takeover && <Takeover takeover={takeover} />}
      {adjusted.length > 0 && (
        <p className="text-sm">
          上年的年初数有调整、衔接时须留意的单位 {adjusted.length} 个：{adjusted.join("、")}。
        </p>
      )}
    </>
  );
}

function UnitList({
  title,
  rows,
  textOf,
}: {
  title: string;
  rows: readonly OpeningRow[];
  textOf: (row: OpeningRow) => string;
}) {
  if (rows.length === 0) return null;
  return (
    <details open={rows.length <= 12} className="text-sm">
      <summary className="cursor-pointer font-medium">
        {title} {rows.length} 个
      </summary>
      <ul className="mt-1">
        {rows.map((row) => (
          <li key={row.unitId} className="border-b border-line py-1">
            <span className="tabular-nums">{row.code}</span> {row.name}
            <span className="text-muted">（{textOf(row)}）</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Takeover({
  takeover: { given, taken, surrendered, isIncomplete },
}: {
  takeover: NonNullable<OpeningsView["takeover"]>;
}) {
  const sum = (lines: readonly { amount: number }[]) => lines.reduce((total, { amount }) => total + amount, 0);
  const isEqual = sum(given) === sum(taken) + surrendered;
  return (
    <section aria-label="合并、拆分的结转" className="flex max-w-3xl flex-col gap-2">
      <h3 className="font-medium">合并、拆分的结转（万元）</h3>
      <ListTable label="结转的移交和承接" heads={["单位", "上年年末", "本年年初"]}>
        {given.map(({ name, amount }) => (
          <Line key={`given-${name}`} name={name} closing={amount} />
        ))}
        {taken.map(({ name, amount }) => (
          <Line key={`taken-${name}`} name={name} opening={amount} />
        ))}
        {surrendered !== 0 && <Line name="无承接单位，上缴或收回" opening={surrendered} />}
        <tr className="font-semibold">
          <th scope="row" className="px-2 py-1 text-left">
            合计
          </th>
          <td className="px-2 py-1 text-right tabular-nums">{formatWan(sum(given))}</td>
          <td className="px-2 py-1 text-right tabular-nums">{formatWan(sum(taken) + surrendered)}</td>
        </tr>
      </ListTable>
      {isIncomplete ? (
        <p className="text-sm text-warn">
          有移交单位的上年决算还没有批复，合计不全；全部批复后，承接单位的年初数才结转。
        </p>
      ) : (
        <p className={isEqual ? "text-sm text-done" : "text-sm text-danger"}>
          {isEqual ? "年初合计等于上年年末合计。" : "年初合计与上年年末合计不符，请核对单位变动的登记。"}
        </p>
      )}
    </section>
  );
}

function Line({ name, closing, opening }: { name: string; closing?: number; opening?: number }) {
  return (
    <tr className="border-b border-line">
      <th scope="row" className="px-2 py-1 text-left font-normal">
        {name}
      </th>
      <td className="px-2 py-1 text-right tabular-nums">{closing === undefined ? "" : formatWan(closing)}</td>
      <td className="px-2 py-1 text-right tabular-nums">{opening === undefined ? "" : formatWan(opening)}</td>
    </tr>
  );
}
