import { z } from "zod";

/** What a package is made of, in words. */
export const portalSelections = {
  all: "全部单位",
  department: "一个主管部门",
  changed: "上次移交以后新公开和更正的",
} as const;
export type PortalSelection = keyof typeof portalSelections;

export const askForPackageSchema = z
  .object({
    year: z.number().int().min(2000).max(2100),
    selection: z.enum(Object.keys(portalSelections) as [PortalSelection, ...PortalSelection[]]),
    /** Of a package of one department. */
    departmentId: z.uuid("请选择主管部门。").nullable(),
  })
  .refine(({ selection, departmentId }) => (selection === "department") === (departmentId !== null), {
    path: ["departmentId"],
    message: "请选择主管部门。",
  });
export type AskForPackageInput = z.output<typeof askForPackageSchema>;

/** Days for which the content of a package is kept; it can be made again at any time. */
export const PACKAGE_DAYS = 30;

/** Reports of one volume: some hundred megabytes, which a portal's editor can still carry. */
export const REPORTS_OF_A_VOLUME = 500;

/** A ZIP of a package. Times are ISO 8601. */
export interface VolumeLine {
  nth: number;
  name: string;
  reports: number;
  /** Of them, while it is made. */
  written: number;
  /** `null` before it was made. */
  file: { size: number; sha256: string; madeAt: string } | null;
}

export interface PackageLine {
  id: string;
  year: number;
  label: string;
  reports: number;
  askedBy: string;
  askedAt: string;
  jobId: string;
  /** Whether nobody works on it any more. */
  isOver: boolean;
  /** When its content was emptied after its span. */
  emptiedAt: string | null;
  volumes: VolumeLine[];
}
