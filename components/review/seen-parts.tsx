"use client";

import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { ShownPart } from "@/lib/features/second-round/loaders";
import type { RoundLines } from "./round-lines";
import { PanelSection } from "./panel-section";

/** The parts of the report, which of them the reader has looked at, and which have changed since. */
export function SeenParts({
  parts,
  colleagues,
  mayMark,
  onShow,
  onMark,
}: {
  parts: readonly ShownPart[];
  colleagues: RoundLines["colleagues"];
  mayMark: boolean;
  onShow: (place: string) => void;
  onMark: (marks: { part: string; hash: string }[]) => void;
}) {
  if (parts.length === 0) return null;
  const open = parts.filter(({ state }) => state !== "seen");
  return (
    <PanelSection title={`看过的部分（${parts.length - open.length}/${parts.length}）`}>
      {colleagues.map(({ by, seen, at }) => (
        <p key={by} className="text-muted">
          {by}看过 {seen}/{parts.length} 部分，最近在 {at}
        </p>
      ))}
      {mayMark && open.length > 0 && (
        <Button onPress={() => onMark(open.map(({ id, hash }) => ({ part: id, hash })))}>全部标为看过</Button>
      )}
      <ul>
        {parts.map(({ id, title, hash, state, seenBy }) => (
          <li key={id} className="flex flex-wrap items-center gap-2 border-b border-line py-1">
            <button
              type="button"
              className="cursor-pointer text-left text-accent underline underline-offset-4"
              onClick={() => onShow(id)}
            >
              {title}
            </button>
            {state === "seen" && <Badge tone="done">已看过</Badge>}
            {state === "fallen" && <Badge tone="warn">看过后有改动</Badge>}
            {seenBy.length > 0 && <span className="text-muted">{seenBy.join("、")}已看过</span>}
            {mayMark && state !== "seen" && (
              <Button className="ml-auto" aria-label={`${title}标为看过`} onPress={() => onMark([{ part: id, hash }])}>
                标为看过
              </Button>
            )}
          </li>
        ))}
      </ul>
    </PanelSection>
  );
}
