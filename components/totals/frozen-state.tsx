import Link from "next/link";
import { Callout } from "@/components/ui/callout";
import { formatDateTime } from "@/lib/domain/words/moments";
import type { LoadedTotal } from "@/lib/features/totals/loaders";
import { PartChanges } from "./part-changes";

interface Props {
  loaded: Pick<LoadedTotal, "fiscalYear" | "frozen" | "source" | "nameOf">;
  frozenHref: string;
  liveHref: string;
}

/** The approved total: by whom and when, whether it still stands, and the way to it. */
export function FrozenState({ loaded: { fiscalYear, frozen, source, nameOf }, frozenHref, liveHref }: Props) {
  if (!frozen) return null;
  const { total, changes, corrections } = frozen;
  return (
    <Callout
      tone={changes.length > 0 ? "warn" : "neutral"}
      title={changes.length > 0 ? "已批准的汇总已经过时" : "有已批准的汇总"}
    >
      <p>
        {total.madeBy}提请，{total.frozenBy}于 {formatDateTime(total.frozenAt!)} 批准，{total.made.members.length}{" "}
        个单位。内容摘要 <code className="break-all text-xs">{total.contentHash}</code>
      </p>
      {changes.length > 0 && (
        <PartChanges year={fiscalYear.year} changes={changes} corrections={corrections} nameOf={nameOf} />
      )}
      <p className="mt-1">
        {source === "frozen" ? (
          <Link href={liveHref}>看目前的汇总</Link>
        ) : (
          <Link href={frozenHref}>看已批准的汇总</Link>
        )}
      </p>
    </Callout>
  );
}
