import type { FactKey } from "@/lib/domain/words/fact-address";
import type { StoredPerformance } from "@/lib/domain/performance/stored-performance";

/** One place that a file would change. */
export type FileChange =
  | { kind: "cell"; key: FactKey; before: number | null; after: number | null; isLocked: boolean }
  | { kind: "text"; slot: string; before: string; after: string }
  | { kind: "performance"; before: StoredPerformance; after: StoredPerformance };
