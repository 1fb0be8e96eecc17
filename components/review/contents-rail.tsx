import { Check } from "lucide-react";
import type { ShownPart } from "@/lib/features/second-round/loaders";

/** Contents of the report on wide screens: its parts, and which of them the reader and colleagues have looked at. */
export function ContentsRail({ parts, onShow }: { parts: readonly ShownPart[]; onShow: (id: string) => void }) {
  return (
    <nav
      aria-label="目录"
      className="hidden text-sm 2xl:sticky 2xl:top-4 2xl:block 2xl:max-h-[calc(100dvh-2rem)] 2xl:overflow-auto"
    >
      <ul className="flex flex-col border-l border-line">
        {parts.map(({ id, title, state, seenBy }) => (
          <li key={id} className={id.startsWith("table-") ? "pl-5" : "pl-2"}>
            <button
              type="button"
              className="cursor-pointer py-0.5 text-left hover:text-accent"
              onClick={() => onShow(id)}
            >
              {title}
              {state === "seen" && <Check aria-label="已看过" className="ml-1 inline size-3 text-done" />}
              {state === "fallen" && <span className="ml-1 text-xs text-warn">有改动</span>}
              {seenBy.length > 0 && <span className="ml-1 text-xs text-muted">{seenBy.join("、")}看过</span>}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
