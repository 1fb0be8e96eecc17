import type { GradeBand } from "../words/grades";

/** Parts of the statutory document, in their order. */
export type DocumentPartId = "profile" | "tables" | "narrative" | "glossary" | "attachments";

/**
 * What the document is called, and its parts. In every text `{unit}` is the unit's name and `{year}` the fiscal year.
 */
export interface DocumentForm {
  /** 单位决算 or 部门决算: what it is the document of. */
  noun: string;
  /** How the document speaks of itself: 本单位 or 本部门. */
  self: string;
  title: string;
  /** Headings of the parts. The last one is printed where the report has 附件. */
  headings: Readonly<Record<DocumentPartId, string>>;
  /** Headings in the first part. */
  profile: { title: string; duties: string; structure: string };
  /** Where several units report as one: the units instead of 机构设置. Absent where a document is always one unit's. */
  memberUnits?: {
    heading: string;
    lines: readonly string[];
    columns: readonly [string, string, string];
    /** So many units stand in place of 机构设置; fewer do not. */
    least: number;
  };
}

/** How the document of a department is told from that of one unit, where the format is made for units. */
export interface DepartmentForm {
  document: DocumentForm;
  /** `PrintOptions.unitLine` above its tables. */
  unitLine: string;
  /** Words of the format's sentences, each with the one that a department's have in its place. */
  words: readonly (readonly [unit: string, department: string])[];
}

/** How performance is reported. */
export interface PerformanceForm {
  /** Whether projects have forms of their own, which the last part prints; else the report has totals on a sheet. */
  hasForms: boolean;
  /** Best first. */
  grades: readonly GradeBand[];
}

/** A text of a form with its unit and year. */
export function formText(text: string, { unitName, year }: { unitName: string; year: number }): string {
  return text.replaceAll("{unit}", unitName).replaceAll("{year}", String(year));
}
