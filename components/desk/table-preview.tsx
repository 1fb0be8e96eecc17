import { StatutoryTable } from "@/components/statutory-table/statutory-table";
import type { ReportModel } from "@/lib/domain/model/report-model";
import type { CellId } from "@/lib/domain/tables/definition";

/** One of the nine tables as it will be published; every figure tells where it comes from. */
export function TablePreview({ model, tableId, selected, onShow }: { model: ReportModel; tableId: string; selected: CellId | null; onShow: (cell: CellId) => void }) {
  return (
    <StatutoryTable
      headingLevel={2}
      table={model.printedTable(tableId)}
      decorate={({ kind, cellId, text }) =>
        kind === "amount" && cellId && (text !== "" || cellId === selected)
          ? {
              className: cellId === selected ? "outline-2 -outline-offset-2 outline-accent" : undefined,
              content: (
                <button
                  type="button"
                  data-cell={cellId}
                  onClick={() => onShow(cellId)}
                  aria-label={`${model.labelOf(cellId)} ${text === "" ? "空" : `${text} 万元`}：查看来源`}
                  className="figures min-h-5 w-full cursor-pointer underline decoration-line decoration-dotted underline-offset-4"
                >
                  {text}
                </button>
              ),
            }
          : undefined
      }
    />
  );
}
