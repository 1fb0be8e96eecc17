import { Badge } from "@/components/ui/badge";
import type { FollowedPlace } from "@/lib/domain/differences/comment-places";
import { changedMiddle } from "@/lib/domain/document/publication-changes";

/** What became of the place of a comment: whether it is as it was, and what it said. Changed does not mean resolved. */
export function PlaceOfComment({ place, isResolved }: { place: FollowedPlace; isResolved: boolean }) {
  switch (place.state) {
    case "whole":
      return null;
    case "same":
      return isResolved ? null : (
        <p>
          <Badge tone="neutral">所在内容未改</Badge>
        </p>
      );
    case "moved":
      return (
        <p>
          <Badge tone="neutral">内容未改，位置有变</Badge>
        </p>
      );
    case "notKept":
      return <p className="text-muted">提意见时的内容没有保存（旧版本系统），无法说明是否改过。</p>;
    case "gone":
      return (
        <div>
          <Badge tone="warn">{isResolved ? "原处已不存在" : "原处已不存在，待确认"}</Badge>
          <p>{place.was === null ? "提意见时的内容没有保存。" : <>原文：{place.was}</>}</p>
        </div>
      );
    case "changed":
      return (
        <div>
          <Badge tone={isResolved ? "neutral" : "warn"}>{isResolved ? "内容已改" : "内容已改，待确认"}</Badge>
          <p>
            <BeforeAfter before={place.was} after={place.now} />
          </p>
        </div>
      );
  }
}

/** Texts up to so long are told whole. */
const SHORT = 40;

/** What was and what is; of long texts what is otherwise in them, with a little of what stands around it. */
export function BeforeAfter({ before, after }: { before: string | null; after: string | null }) {
  return (
    <>
      <del className="text-muted">{shortOf(before, after)}</del>
      <span aria-hidden> → </span>
      <span className="sr-only">改为</span>
      <ins className="decoration-accent underline-offset-4">{shortOf(after, before)}</ins>
    </>
  );
}

function shortOf(text: string | null, other: string | null): string {
  if (text === null || text === "") return "空";
  if (other === null || Math.max(text.length, other.length) <= SHORT) return text;
  const [start, middle, end] = changedMiddle(text, other);
  const before = start.length > 12 ? `…${start.slice(-12)}` : start;
  const after = end.length > 12 ? `${end.slice(0, 12)}…` : end;
  return `${before}${middle}${after}`;
}
