import { isDatabaseUnavailable, isStorageFull } from "@/lib/platform/database-refusals";

/** What is said to the person for every code: one Chinese sentence, naming the way out. */
const sentences = {
  notSignedIn: "登录已失效，请重新登录；尚未保存的内容仍保留在本页。",
  forbidden: "您没有权限进行此操作。如需办理，请联系本单位或财政局管理员。",
  rightsChanged: "您的权限刚刚变动，操作未执行。请刷新页面，核对后再办理。",
  notFound: "没有找到所请求的内容，它可能已被移动，或者您无权查看。",
  invalidInput: "提交的内容不符合要求，请按提示修改后重试。",
  addressTooLong: "网址过长，无法打开。请减少其中的条件，如所比较的单位（最多 20 个）。",
  invalidAddress: "网址中含有无效的字符，无法打开。请从本系统的页面重新进入。",
  staleRevision: "数据已被他人修改，请刷新后核对两方数值再保存。",
  notEditable: "本报告当前状态不允许修改数据。",
  figuresTaken:
    "部门决算的数由所属单位决算汇总得出，不能填写或导入。数有误的，请所属单位更正决算，汇总重新批准后再取数。",
  payloadTooLarge: "上传的内容过大，请拆分或压缩后重试。",
  tooManyRequests: "操作过于频繁，请稍后再试。",
  badOrigin: "请求来源不被信任，操作未执行。请从本系统页面重新操作。",
  formatMissing: "本系统没有该年度所用的报表格式。已保存的内容没有变动，请联系系统管理员。",
  databaseUnavailable: "数据库暂时不可用，请稍后重试。",
  storageFull: "服务器的磁盘已满，没有保存。请联系系统管理员清理磁盘，再重新操作；以前保存的内容没有变动。",
  sealedElsewhere:
    "系统密钥已经更换，原来的动态验证码无法核对。请用通行密钥或者备用码登录，或者联系管理员重置两步验证。",
  restarting: "网页服务正在重新启动，请稍候几秒再试；已保存的内容没有变动。",
  internal: "系统发生内部错误，操作未执行。请稍后重试；如仍出现，请联系管理员。",
} as const;

export type ErrorCode = keyof typeof sentences;

/** HTTP status for every code, for route handlers. */
const statuses: Record<ErrorCode, number> = {
  notSignedIn: 401,
  forbidden: 403,
  rightsChanged: 409,
  notFound: 404,
  invalidInput: 400,
  addressTooLong: 431,
  invalidAddress: 400,
  staleRevision: 409,
  notEditable: 409,
  figuresTaken: 409,
  payloadTooLarge: 413,
  tooManyRequests: 429,
  badOrigin: 403,
  formatMissing: 503,
  databaseUnavailable: 503,
  storageFull: 507,
  sealedElsewhere: 503,
  restarting: 503,
  internal: 500,
};

/**
 * A bug or an attack, not an expected refusal (those are `{ ok: false, reasons }`) and not a finding.
 * `detail` goes to the log and never to the person.
 */
export class AppError extends Error {
  override readonly name = "AppError";

  constructor(
    readonly code: ErrorCode,
    readonly detail?: string,
    options?: { cause?: unknown },
  ) {
    super(detail ? `${code}: ${detail}` : code, options);
  }

  /** The Chinese sentence shown to the person. */
  get sentence(): string {
    return sentences[this.code];
  }

  /** The HTTP status a route handler answers with. */
  get status(): number {
    return statuses[this.code];
  }
}

/**
 * Turns anything thrown into an `AppError`, with the original as cause: a database that is away and a full disk are told
 * from a bug.
 */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return new AppError(codeOf(thrown), detail, { cause: thrown });
}

function codeOf(thrown: unknown): ErrorCode {
  if (isStorageFull(thrown)) return "storageFull";
  return isDatabaseUnavailable(thrown) ? "databaseUnavailable" : "internal";
}

/** The Chinese sentence of a code. */
export function sentenceOf(code: ErrorCode): string {
  return sentences[code];
}
