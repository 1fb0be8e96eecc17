import { Badge, type Tone } from "@/components/ui/badge";
import { formatDate, formatDateTime } from "@/lib/domain/words/moments";
import { ListTable } from "@/components/ui/list-table";
import type { ListedAdjustment } from "@/lib/features/total-adjustments/data";
import { adjustmentKinds, adjustmentStates } from "@/lib/features/total-adjustments/schema";
import { DecideAdjustment } from "./decide-adjustment";

const tones: Record<ListedAdjustment["state"], Tone> = { proposed: "warn", approved: "done", withdrawn: "neutral" };

interface Props {
  adjustments: readonly (ListedAdjustment & { said: readonly string[]; ofDepartment: string })[];
  personId: string;
  mayApprove: boolean;
}

/** 代编 and 调整 of a total, with basis, document and who approved them. */
export function Adjustments({ adjustments, personId, mayApprove }: Props) {
  if (adjustments.length === 0) return <p className="text-sm text-muted">没有代编和调整。</p>;
  return (
    <ListTable hasCards label="代编和调整（可左右滚动）" heads={["种类", "内容", "依据", "提请", "状态"]}>
      {adjustments.map((adjustment) => {
        const {
          id,
          kind,
          state,
          basis,
          documentNumber,
          documentDate,
          proposedBy,
          proposedAt,
          decidedBy,
          decidedAt,
          withdrawal,
        } = adjustment;
        return (
          <tr key={id} className="border-b border-line align-top hover:bg-shade">
            <th scope="row" className="min-w-28 px-2 py-1 text-left font-normal">
              {adjustmentKinds[kind]}
              {adjustment.ofDepartment !== "" && (
                <span className="block text-xs text-muted">{adjustment.ofDepartment}</span>
              )}
            </th>
            <td data-head="内容" className="min-w-64 px-2 py-1 tabular-nums">
              <ul>
                {adjustment.said.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </td>
            <td data-head="依据" className="min-w-52 px-2 py-1">
              <div>
                {documentNumber}（{formatDate(documentDate)}）<span className="block text-muted">{basis}</span>
              </div>
            </td>
            <td data-head="提请" className="min-w-28 px-2 py-1">
              <div>
                {proposedBy}
                <span className="block text-xs text-muted">{formatDateTime(proposedAt)}</span>
              </div>
            </td>
            <td data-head="状态" className="min-w-36 px-2 py-1">
              <div>
                <Badge tone={tones[state]}>{adjustmentStates[state]}</Badge>
                {decidedBy !== null && decidedAt !== null && (
                  <span className="block text-xs text-muted">
                    {decidedBy}，{formatDateTime(decidedAt)}
                  </span>
                )}
                {withdrawal && (
                  <span className="block text-xs">
                    {state === "approved" && `${withdrawal.by}于 ${formatDateTime(withdrawal.at)} 申请撤销，待确认。`}
                    {state === "withdrawn" && withdrawal.by !== decidedBy && `${withdrawal.by}申请撤销。`}理由：
                    {withdrawal.reason}
                  </span>
                )}
                {mayApprove && state !== "withdrawn" && (
                  <DecideAdjustment
                    adjustmentId={id}
                    label={documentNumber}
                    state={state}
                    isOwn={personId === (withdrawal?.byId ?? adjustment.proposedById)}
                    isWithdrawalAsked={withdrawal !== null}
                  />
                )}
              </div>
            </td>
          </tr>
        );
      })}
    </ListTable>
  );
}
