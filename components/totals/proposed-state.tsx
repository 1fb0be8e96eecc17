import Link from "next/link";
import { Callout } from "@/components/ui/callout";
import { formatDateTime } from "@/lib/domain/words/moments";
import type { StoredTotal } from "@/lib/features/totals/data";
import type { LoadedTotal } from "@/lib/features/totals/loaders";
import type { AskedTotal } from "@/lib/features/totals/schema";
import { PartChanges } from "./part-changes";
import { FreezeTotalButton, GiveBackTotal, ProposeTotal } from "./total-steps";

interface Props {
  loaded: Pick<LoadedTotal, "proposed" | "returned" | "source" | "personId" | "mayApprove" | "mayPrepare" | "nameOf">;
  asked: AskedTotal;
  proposedHref: string;
  liveHref: string;
}

/** The total that waits for another person's approval: by whom, whether it still stands, to be read, and the steps. */
export function ProposedState({ loaded, asked, proposedHref, liveHref }: Props) {
  const { proposed, returned, source, personId, mayApprove, mayPrepare } = loaded;
  if (!proposed) return returned && <Returned total={returned} />;
  const { total, changes, corrections } = proposed;
  const isOutdated = changes.length > 0;
  const isOwn = total.madeById === personId;
  return (
    <Callout
      tone={isOutdated ? "warn" : "active"}
      title={isOutdated ? "待批准的汇总已经过时，不能批准" : "有待批准的汇总"}
    >
      <p>
        {total.madeBy}于 {formatDateTime(total.madeAt)} 提请，{total.made.members.length} 个单位。
        {source === "proposed" ? (
          <Link href={liveHref}>看目前的汇总</Link>
        ) : (
          <Link href={proposedHref}>看提请的汇总</Link>
        )}
      </p>
      {isOutdated && (
        <>
          <p className="mt-1">提请之后：</p>
          <PartChanges year={asked.year} changes={changes} corrections={corrections} nameOf={loaded.nameOf} />
        </>
      )}
      <div className="mt-2 flex flex-wrap gap-2">
        {!isOutdated && mayApprove && !isOwn && (
          <FreezeTotalButton input={{ totalId: total.id, contentHash: total.contentHash }} by={total.madeBy} />
        )}
        {isOutdated && mayPrepare && <ProposeTotal asked={asked} waiting={total} label="重新提请" />}
        {isOwn
          ? mayPrepare && <GiveBackTotal totalId={total.id} whose="own" />
          : mayApprove && <GiveBackTotal totalId={total.id} whose="others" />}
      </div>
    </Callout>
  );
}

/** Why the total that was handed on last was not approved. */
function Returned({ total: { madeById, madeBy, madeAt, returned } }: { total: StoredTotal }) {
  const { byId, by, at, reason } = returned!;
  return (
    <Callout tone="warn" title={byId === madeById ? `${by}撤回了提请的汇总` : `${by}退回了提请的汇总`}>
      <p>
        {madeBy}于 {formatDateTime(madeAt)} 提请，{formatDateTime(at)} {byId === madeById ? "撤回" : "退回"}。理由：
        {reason}
      </p>
    </Callout>
  );
}
