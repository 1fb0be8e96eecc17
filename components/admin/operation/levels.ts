import type { Tone } from "@/components/ui/badge";
import type { PartLevel } from "@/lib/domain/operation/parts";

/** How levels are shown: of one part, and of the installation as a whole. */
export const partLevels: Record<PartLevel, { tone: Tone; label: string; whole: string }> = {
  well: { tone: "done", label: "正常", whole: "一切正常" },
  watch: { tone: "warn", label: "请留意", whole: "有需要留意的" },
  broken: { tone: "danger", label: "请处理", whole: "有需要处理的" },
};
