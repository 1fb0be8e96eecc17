import { z } from "zod";
import type { Action } from "@/lib/domain/report/actions";
import type { Lane } from "@/lib/platform/jobs";

/**
 * What kinds of background work there are. A further kind is declared here and gets its worker in
 * lib/background/kinds.ts.
 */
interface JobKind {
  /** What the job is called on screens. */
  label: string;
  /** What an item is called that is done. */
  done: string;
  lane: Lane;
  /**
   * What the person who asked must still be allowed to do when an item's turn comes; null where it is the house's own
   * work.
   */
  permission: Action | null;
  /** What an item is done with. */
  item: z.ZodObject;
  /** Longest time that one item may take, in seconds; after that it is taken for dead and tried again. */
  itemSeconds: number;
}

/** A report at the revision that the person saw. */
const stepItem = z.object({
  versionId: z.uuid(),
  revision: z.number().int().min(0),
  /**
   * An approval of an earlier release kept no text: the person has confirmed that it goes out as this release writes
   * it.
   */
  takesUnkeptText: z.boolean().default(false),
});

/** A step waits for a connection (10 s) and takes no longer than its transaction may (30 s). */
const step = { lane: "quick", item: stepItem, itemSeconds: 45 } as const;

export const jobKinds = {
  beginReview: { label: "批量开始审核", done: "已开始审核", permission: "report.beginReview", ...step },
  approve: { label: "批量批复", done: "已批复", permission: "report.approve", ...step },
  publish: { label: "批量公开", done: "已公开", permission: "report.publish", ...step },
  draftLetters: {
    label: "批量起草批复",
    done: "已起草",
    lane: "quick",
    permission: "letter.draft",
    item: z.object({ fiscalYearId: z.uuid(), addresseeId: z.uuid(), number: z.string().nullable() }),
    itemSeconds: 45,
  },
  issueLetters: {
    label: "批量印发批复",
    done: "已印发",
    lane: "quick",
    permission: "letter.issue",
    item: z.object({ letterId: z.uuid(), revision: z.number().int().min(1), signedOn: z.string() }),
    itemSeconds: 45,
  },
  letterFiles: {
    label: "制作批复文件",
    done: "已制作",
    lane: "long",
    permission: null,
    item: z.object({ letterId: z.uuid() }),
    itemSeconds: 180,
  },
  listImport: {
    label: "导入清单",
    done: "已导入",
    lane: "quick",
    // Each list asks for its own permission when its turn comes; whoever imports one manages units.
    permission: "unit.manage",
    item: z.object({ importId: z.uuid(), digest: z.string() }),
    itemSeconds: 90,
  },
  files: {
    label: "制作公开文件",
    done: "已制作",
    lane: "long",
    permission: null,
    item: z.object({ versionId: z.uuid() }),
    itemSeconds: 180,
  },
  total: {
    label: "汇总",
    done: "已汇总",
    lane: "long",
    permission: "queue.read",
    item: z.object({
      year: z.number().int(),
      scope: z.enum(["own", "department", "district"]),
      departmentId: z.uuid().nullable(),
      basis: z.enum(["newest", "submitted", "approved", "published"]),
    }),
    itemSeconds: 180,
  },
  publishedFigures: {
    label: "整理公开的数据",
    done: "已整理",
    lane: "long",
    permission: null,
    item: z.object({ sequences: z.array(z.number().int().min(1)) }),
    itemSeconds: 180,
  },
  figureAudit: {
    label: "核对公开的数据",
    done: "相符",
    lane: "long",
    permission: null,
    item: z.object({ year: z.number().int() }),
    itemSeconds: 300,
  },
  searchIndex: {
    label: "建立查找索引",
    done: "已建立",
    lane: "long",
    permission: null,
    item: z.object({ from: z.number().int(), to: z.number().int() }),
    itemSeconds: 180,
  },
  yearArchive: {
    label: "制作整年数据",
    done: "已制作",
    lane: "long",
    permission: null,
    item: z.object({ year: z.number().int() }),
    itemSeconds: 900,
  },
  proof: {
    label: "签署公开的清单",
    done: "已签署",
    lane: "long",
    permission: null,
    item: z.object({}),
    itemSeconds: 900,
  },
  proofCheck: {
    label: "核对公开的证明",
    done: "相符",
    lane: "long",
    permission: null,
    item: z.object({ part: z.enum(["log", "publications", "audit"]), from: z.number().int(), to: z.number().int() }),
    itemSeconds: 600,
  },
  portalPackage: {
    label: "制作门户移交包",
    done: "已制作",
    lane: "long",
    permission: "portal.handOver",
    item: z.object({ packageId: z.uuid(), volume: z.number().int().min(1) }),
    itemSeconds: 1_800,
  },
  portalWatch: {
    label: "核对门户网站上的决算",
    done: "已核对",
    lane: "long",
    permission: null,
    item: z.object({ addresses: z.array(z.object({ unitId: z.uuid(), year: z.number().int() })) }),
    itemSeconds: 300,
  },
  backup: {
    label: "备份",
    done: "已备份",
    lane: "long",
    permission: null,
    item: z.object({}),
    itemSeconds: 7_200,
  },
  recheck: {
    label: "按调整后的规则重新审核",
    done: "已重新审核",
    lane: "quick",
    permission: "fiscalYear.manage",
    item: z.object({ versionId: z.uuid() }),
    itemSeconds: 45,
  },
} as const satisfies Record<string, JobKind>;

export type JobKindId = keyof typeof jobKinds;
export const jobKindIds = Object.keys(jobKinds) as [JobKindId, ...JobKindId[]];

/** The declaration of a kind, with its literal types widened. */
export function jobKindOf(id: JobKindId): JobKind {
  return jobKinds[id];
}

/** What an item of a kind is done with. */
export type ItemOf<K extends JobKindId> = z.output<(typeof jobKinds)[K]["item"]>;

/** Steps that are taken of many reports at once. */
export const bulkSteps = ["beginReview", "approve", "publish"] as const satisfies readonly JobKindId[];
export type BulkStep = (typeof bulkSteps)[number];

export const jobIdSchema = z.object({ jobId: z.uuid() });

export const jobStates = ["waiting", "running", "done", "cancelled", "failed"] as const;
export type JobState = (typeof jobStates)[number];

export const itemStates = ["waiting", "done", "leftOut", "failed", "cancelled"] as const;
export type ItemState = (typeof itemStates)[number];

/** How many items of a job are where. */
export type JobCounts = Record<ItemState, number>;

/** A job in a list. Times are ISO 8601. */
export interface JobLine {
  id: string;
  label: string;
  subject: string;
  /** Name of the person who asked; empty for the house itself. */
  askedBy: string;
  askedAt: string;
  endedAt: string | null;
  state: JobState;
  counts: JobCounts;
}

/** One item as its job's table shows it. */
export interface JobItemLine {
  position: number;
  label: string;
  code: string;
  href: string | null;
  state: ItemState;
  reasons: string[];
}

/** A job with everything that became of it. */
export interface JobView extends JobLine {
  /** What an item is called that is done. */
  done: string;
  /** Why it was given up as a whole. */
  error: string | null;
  items: JobItemLine[];
  /** The job that did its rest again. */
  repetitionId: string | null;
  /** The job whose rest it does again. */
  repeatsId: string | null;
  /** Whether the person who looks is the one who asked, and may stop it or have it done again. */
  isOwn: boolean;
}

/** Nobody works on it any more. */
export function isOver(state: JobState): boolean {
  return state !== "waiting" && state !== "running";
}

/** All of a job's items. */
export function totalOf(counts: JobCounts): number {
  return itemStates.reduce((sum, state) => sum + counts[state], 0);
}
