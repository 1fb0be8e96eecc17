import type { Severity } from "@/lib/domain/words/finding";
import type { Tone } from "@/components/ui/badge";

/** How a finding of each severity looks, everywhere. */
export const severityTones: Record<Severity, Tone> = { blocking: "danger", explain: "warn", hint: "neutral" };
