import { changedMiddle, type Change } from "@/lib/domain/document/publication-changes";

/** A text with what is otherwise in it marked: by a line through or under it, not by a colour. */
export function MarkedText({
  text,
  other,
  as: Mark,
}: {
  text: string | null;
  other: string | null;
  as: "del" | "ins";
}) {
  if (text === null) return <span className="text-muted">（没有这一句）</span>;
  const [start, middle, end] = changedMiddle(text, other ?? "");
  return (
    <>
      {start}
      {middle !== "" && <Mark>{middle}</Mark>}
      {end}
    </>
  );
}

/** Texts up to so long are told whole: 1,510,100.00元 → 1,264,500.00元. */
const SHORT = 24;

/** What was and what is: of a sentence only what is otherwise in it, with its numbers whole. */
export function ShortChange({ before, after }: Pick<Change, "before" | "after">) {
  return (
    <>
      <del>{shortOf(before, after)}</del> → <ins>{shortOf(after, before)}</ins>
    </>
  );
}

function shortOf(text: string | null, other: string | null): string {
  if (text === null || other === null || Math.max(text.length, other.length) <= SHORT) return text ?? "空";
  return changedMiddle(text, other)[1] || "空";
}
