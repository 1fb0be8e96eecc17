import type { ReportIdentity } from "@/lib/domain/words/report-identity";
import { createReportModel, type ReportModel } from "@/lib/domain/report/open-report";
import type { Finding } from "@/lib/domain/words/finding";
import type { FactKey } from "@/lib/domain/words/fact-address";
import { performanceOf, type StoredPerformance } from "@/lib/domain/performance/stored-performance";
import type { CounterpartContext, Register } from "@/lib/domain/checks/rule/rule";
import type { GrantLine } from "@/lib/domain/words/grants";
import type { RuleSwitches } from "@/lib/domain/words/rule-switches";
import { createCatalogue, type Subject } from "@/lib/domain/words/subjects/catalogue";
import type { LapsedSubject } from "@/lib/domain/words/subjects/successors";

export interface DeskCell {
  key: FactKey;
  value: number | null;
  rawInput: string | null;
  revision: number;
  isLocked: boolean;
}

export interface DeskText {
  slot: string;
  text: string;
  revision: number;
}

/** What the page hands to the desk, all of it serializable. */
export interface DeskReport {
  versionId: string;
  userId: string;
  identity: ReportIdentity;
  unitCode: string;
  functional: Subject[];
  economic: Subject[];
  cells: DeskCell[];
  texts: DeskText[];
  performance: StoredPerformance;
  priorAmounts: [FactKey, number][] | null;
  /** What the unit typed last year, by slot. */
  priorTexts: [string, string][];
  /** Subjects with figures last year that are not in force any more. */
  lapsed: LapsedSubject[];
  /** Openings that followed last year's accounts since the last 上报. */
  carried: { key: FactKey; before: string | null; after: string | null; at: string }[];
  /** The district's other units and their published projects. */
  register: Register;
  /** What the bureau granted to the unit by its own statement; `null` where none names the unit. */
  grants: GrantLine[] | null;
  /** What other units state of their payments with this one. */
  counterparts: CounterpartContext;
  /** Of the fiscal year (words/thresholds.ts). */
  thresholds: Record<string, number>;
  /** Rules that the fiscal year has switched off or given another severity. */
  switches: RuleSwitches;
  /** Of a department, whose figures are those of a total: what was found in it. `null`: the unit's own figures. */
  foundInTotal: readonly Finding[] | null;
  isEditable: boolean;
}

/** Inputs of the report that are no amount. */
export function unreadableIn({ cells }: DeskReport): ReadonlyMap<FactKey, string> {
  return new Map(cells.flatMap(({ key, rawInput }) => (rawInput === null ? [] : [[key, rawInput] as const])));
}

/** The report as the person sees it; every keystroke changes it. */
export function deskModelOf({
  identity,
  functional,
  economic,
  cells,
  texts,
  priorAmounts,
  thresholds,
  switches,
  register,
  grants,
  counterparts,
  performance,
  foundInTotal,
}: DeskReport): ReportModel {
  return createReportModel({
    identity,
    functional: createCatalogue("functional", functional),
    economic: createCatalogue("economic", economic),
    facts: {
      amounts: new Map(cells.flatMap(({ key, value }) => (value === null ? [] : [[key, value] as const]))),
      texts: new Map(texts.map(({ slot, text }) => [slot, text])),
    },
    performance: performanceOf(performance),
    priorYear: priorAmounts && { facts: { amounts: new Map(priorAmounts), texts: new Map() } },
    thresholds,
    switches,
    register,
    ...(grants && { grants }),
    counterparts,
    ...(foundInTotal && { foundInTotal }),
  });
}
