import Link from "next/link";
import { Callout } from "@/components/ui/callout";
import { ListTable } from "@/components/ui/list-table";
import type { Letter } from "@/lib/domain/decision/letter/letter";
import { rulingProblems } from "@/lib/domain/decision/letter/letter-rules";
import { formatWan } from "@/lib/domain/words/amounts";
import type { LetterWithDues } from "@/lib/features/letter-dues/loaders";
import { LetterStatusBadge } from "./letter-status";

export type ListPath = "/review/letters" | "/desk/letters";

/** The department's letters to its units, and whether their figures add up to what the bureau approved. */
export function PassedOn({
  letterId,
  letter,
  passedOn,
  listPath,
}: {
  letterId: string;
  letter: Letter;
  passedOn: LetterWithDues["passedOn"];
  listPath: ListPath;
}) {
  const columns = letter.annex!.columns;
  const amountIn = (of: Letter, cell: string) => of.figures.find((figure) => figure.cell === cell)?.amount ?? 0;
  const codeOf = ({ letter: { reports } }: (typeof passedOn)[number]) => reports[0]?.unitCode ?? "";
  const lines = passedOn.toSorted((one, other) => codeOf(one).localeCompare(codeOf(other)));
  const current = lines.filter(({ status }) => status !== "superseded" && status !== "revoked");
  // An issued letter that a correction does not touch still follows the letter before; a draft of it is issued no more.
  const outdated = current.filter(({ status, followsId }) => status === "draft" && followsId !== letterId);
  // Written for what the unit's accounts were before the bureau's letter was corrected.
  const stale = current
    .filter((line) => !outdated.includes(line))
    .filter(({ letter: { reports } }) =>
      reports.some(({ unitCode, contentHash }) =>
        letter.reports.some((report) => report.unitCode === unitCode && report.contentHash !== contentHash),
      ),
    );
  const counted = current.filter((line) => !outdated.includes(line) && !stale.includes(line));
  const sums = columns.map(({ cell }) => counted.reduce((sum, each) => sum + amountIn(each.letter, cell), 0));
  const rulings = rulingProblems(
    letter,
    counted.map((each) => each.letter),
    { isComplete: counted.length === letter.annex!.rows.length },
  );
  const isWhole = sums.every((sum, column) => sum === letter.annex!.total[column]);
  return (
    <section aria-labelledby="passed-on" className="flex flex-col gap-2">
      <h2 id="passed-on" className="text-base font-semibold">
        对所属单位的批复（{counted.length}/{letter.annex!.rows.length}）
      </h2>
      <ListTable
        label="对所属单位的批复，单位：万元"
        heads={["文号", "单位", "状态", "成文日期", "签收日期", ...columns.map(({ label }) => ({ amount: label }))]}
      >
        {lines.map((line) => (
          <tr key={line.id} className="border-b border-line">
            <td className="whitespace-nowrap px-2 py-1">
              <Link href={`${listPath}/${line.id}`}>{line.number ?? "未编号"}</Link>
            </td>
            <td className="min-w-40 px-2 py-1">{line.addressee}</td>
            <td className="px-2 py-1">
              <LetterStatusBadge status={line.status} />
            </td>
            <td className="whitespace-nowrap px-2 py-1 tabular-nums">{line.issuedOn}</td>
            <td className="whitespace-nowrap px-2 py-1 tabular-nums">{line.receivedOn}</td>
            {columns.map(({ cell }) => (
              <td key={cell} className="px-2 py-1 text-right tabular-nums">
                {formatWan(amountIn(line.letter, cell))}
              </td>
            ))}
          </tr>
        ))}
        <tr className="border-b border-rule font-semibold">
          <th scope="row" colSpan={5} className="px-2 py-1 text-left">
            单位批复合计
          </th>
          {sums.map((sum, column) => (
            <td key={columns[column]!.cell} className="px-2 py-1 text-right tabular-nums">
              {formatWan(sum)}
            </td>
          ))}
        </tr>
        <tr className="border-b border-line">
          <th scope="row" colSpan={5} className="px-2 py-1 text-left font-normal">
            财政局批复
          </th>
          {letter.annex!.total.map((total, column) => (
            <td key={columns[column]!.cell} className="px-2 py-1 text-right tabular-nums">
              {formatWan(total)}
            </td>
          ))}
        </tr>
      </ListTable>
      {rulings.length > 0 && (
        <Callout tone="warn" title="结转结余处理与财政局批复不一致">
          {rulings.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </Callout>
      )}
      {outdated.length > 0 && (
        <Callout tone="warn" title="这些草稿所依据的批复已被代替">
          <p>
            {outdated.map(({ addressee }) => addressee).join("、")}
            。不能印发，没有计入合计，请主管部门打开草稿删除，再按本批复重新起草。
          </p>
        </Callout>
      )}
      {stale.length > 0 ? (
        <Callout tone="warn" title="所属单位的批复仍按调整前的数">
          {stale.map(({ addressee, number }) => `${addressee}（${number ?? "草稿"}）`).join("、")}
          。签收本批复之后，请主管部门起草对所属单位的调整批复。
        </Callout>
      ) : rulings.length > 0 ? null : (
        <p className={isWhole ? "text-sm text-done" : "text-sm text-muted"}>
          {isWhole ? "各单位批复数合计与财政局批复数一致。" : "还有单位没有批复，合计暂与财政局批复数不同。"}
          {letter.annex!.composition && "财政局批复数是附件的单位合计，部门批复数另有代编、抵销和调整。"}
        </p>
      )}
    </section>
  );
}
