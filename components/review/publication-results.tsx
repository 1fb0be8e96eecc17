import { Badge } from "@/components/ui/badge";
import type { ApprovedLine } from "./approved-line";

/** What became of each report that was to be published: those that could not be come first, with their reasons. */
export function PublicationResults({
  lines,
  outcomes,
}: {
  lines: readonly ApprovedLine[];
  outcomes: ReadonlyMap<string, readonly string[]>;
}) {
  const refused = lines.filter(({ versionId }) => (outcomes.get(versionId)?.length ?? 0) > 0);
  const rest = lines.filter((line) => !refused.includes(line));
  return (
    <div className="max-h-80 overflow-auto" tabIndex={0} role="region" aria-label="办理结果">
      <table className="w-full border-collapse text-sm">
        <thead className="sticky top-0 border-b border-rule bg-surface text-left">
          <tr>
            {["单位", "结果", "原因"].map((label) => (
              <th key={label} scope="col" className="px-2 py-1 whitespace-nowrap">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...refused, ...rest].map(({ versionId, unitCode, unitName }) => (
            <tr key={versionId} className="border-b border-line align-top">
              <th scope="row" className="px-2 py-1 text-left font-normal">
                {unitName} <span className="text-muted tabular-nums">{unitCode}</span>
              </th>
              <td className="px-2 py-1 whitespace-nowrap">
                <Outcome reasons={outcomes.get(versionId)} />
              </td>
              <td className="px-2 py-1">{outcomes.get(versionId)?.join("")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Outcome({ reasons }: { reasons: readonly string[] | undefined }) {
  if (!reasons) return <span className="text-muted">未办理</span>;
  return reasons.length === 0 ? <Badge tone="done">已公开</Badge> : <Badge tone="danger">未公开</Badge>;
}
