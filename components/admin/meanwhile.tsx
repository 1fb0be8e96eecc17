import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { formatDateTime } from "@/lib/domain/words/moments";
import type { SavedMeanwhile } from "@/lib/features/audit/schema";

/**
 * Tells in a form that somebody else has saved the same record since it was opened: who, when and what. What is typed
 * stays; saved again, it holds, and `take` puts what is saved in its place.
 */
export function Meanwhile<State>({
  meanwhile,
  name,
  take,
}: {
  meanwhile: SavedMeanwhile<State> | null;
  /** Of the record: 2022年度. */
  name: string;
  take: (state: State) => void;
}) {
  if (meanwhile === null) return null;
  const { by, at, changes, state } = meanwhile;
  return (
    <Callout
      tone="warn"
      title={`${by}${at === null ? "" : `于 ${formatDateTime(at)} `}修改了${name}，您填写的内容还没有保存`}
      isAlert
    >
      <ul className="list-disc pl-5 wrap-anywhere">
        {changes.map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
      <p>再次保存，以您填写的为准。</p>
      <Button onPress={() => take(state)}>改用已保存的内容</Button>
    </Callout>
  );
}
