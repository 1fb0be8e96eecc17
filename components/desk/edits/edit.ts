import type { MoneyUnit } from "@/lib/domain/words/amounts";
import type { FactKey } from "@/lib/domain/words/fact-address";
import type { StoredPerformance } from "@/lib/domain/performance/stored-performance";
import type { ChangeKind } from "@/lib/features/versions/schema";

/** What a person typed at one place of a report. */
export type Edit =
  | { kind: "cell"; key: FactKey; input: string; unit: MoneyUnit; how?: ChangeKind }
  | { kind: "text"; slot: string; text: string }
  | { kind: "performance"; performance: StoredPerformance }
  | { kind: "explanation"; findingKey: string; fingerprint: string; text: string };

/** `cell:<fact key>`, `text:<slot>`, `explanation:<finding>`, `performance`: one unsent edit per place, the newest. */
export type EditId = string;

export function editId(edit: Edit): EditId {
  switch (edit.kind) {
    case "cell":
      return `cell:${edit.key}`;
    case "text":
      return `text:${edit.slot}`;
    case "explanation":
      return `explanation:${edit.findingKey}`;
    case "performance":
      return "performance";
  }
}

/** An edit with the revision of the place that the person had before their eyes. */
export interface QueuedEdit {
  edit: Edit;
  base: number;
}
