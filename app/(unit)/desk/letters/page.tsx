import type { Metadata } from "next";
import { LetterLink } from "@/components/letters/letter-link";
import { LetterStatusBadge } from "@/components/letters/letter-status";
import { EmptyState } from "@/components/ui/empty-state";
import { ListTable } from "@/components/ui/list-table";
import { loadDeskLetters, type DeskLetters } from "@/lib/features/letters/loaders";

export const metadata: Metadata = { title: "批复文件" };

export default async function DeskLettersPage() {
  const { units, received, own } = await loadDeskLetters();
  return (
    <div className="mx-auto flex max-w-4xl flex-col gap-6">
      <div>
        <h1 className="font-serif text-2xl">批复文件</h1>
        <p className="text-sm text-muted">{units.map(({ name }) => name).join("、")}</p>
      </div>
      <section className="flex flex-col gap-2">
        <h2 className="text-base font-semibold">收到的批复</h2>
        {received.length === 0 ? (
          <EmptyState title="还没有批复文件">财政局或主管部门印发批复之后，列在这里，请及时签收。</EmptyState>
        ) : (
          <Lines label="收到的批复" letters={received} />
        )}
      </section>
      {own.length > 0 && (
        <section className="flex flex-col gap-2">
          <h2 className="text-base font-semibold">对所属单位的批复</h2>
          <Lines label="对所属单位的批复" letters={own} />
        </section>
      )}
    </div>
  );
}

function Lines({ label, letters }: { label: string; letters: DeskLetters["received"] }) {
  return (
    <ListTable label={label} heads={["文号", "状态", "年度", "发文机关", "收文单位", "成文日期", "签收日期"]}>
      {letters.map((letter) => (
        <tr key={letter.id} className="border-b border-line align-top">
          <td className="whitespace-nowrap px-2 py-1.5">
            <LetterLink listPath="/desk/letters" letter={letter} />
          </td>
          <td className="px-2 py-1.5">
            <LetterStatusBadge status={letter.status} />
          </td>
          <td className="px-2 py-1.5 tabular-nums">{letter.year}</td>
          <td className="min-w-32 px-2 py-1.5">{letter.issuer}</td>
          <td className="min-w-32 px-2 py-1.5">{letter.addressee}</td>
          <td className="whitespace-nowrap px-2 py-1.5 tabular-nums">{letter.issuedOn}</td>
          <td className="whitespace-nowrap px-2 py-1.5 tabular-nums">{letter.receivedOn}</td>
        </tr>
      ))}
    </ListTable>
  );
}
