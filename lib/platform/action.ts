import { revalidatePath } from "next/cache";
import { unstable_rethrow } from "next/navigation";
import { z } from "zod";
import { zhCN } from "zod/locales";
import type { ActionResult } from "@/lib/platform/action-result";
import { isWithinLimit, type ActionLimit } from "@/lib/platform/action-limits";
import { AppError, toAppError } from "@/lib/platform/errors";
import { logger } from "@/lib/platform/logger";
import { measureAction } from "@/lib/platform/metrics";
import { answerUnpacked } from "@/lib/platform/page-status";
import { standingAs, type Standing } from "@/lib/platform/standing";
import { requestContext, requestId, withNumber, type RequestContext } from "@/lib/platform/request-context";

// What a schema does not say itself is said in Chinese.
z.config(zhCN());

const nulSentence = "内容中含有无法保存的空字符（NUL），多由其他程序复制带入。请删去后重新输入或粘贴。";

const directionSentence =
  "内容中含有改变文字方向的控制字符，会使金额和文字看上去与实际不同，多由其他程序复制带入。请删去后重新输入，不要再从原处粘贴。";

const surrogateSentence = "内容中含有不完整的字符，多由其他程序复制时截断所致。请删去后重新输入或粘贴。";

/**
 * Who may do something, asked in two steps: who it is, before the input is looked at, and what this person may do with
 * the input.
 */
export interface Permission<Input, Granted> {
  /** @throws AppError notSignedIn, or forbidden for a person who may do nothing yet. */
  readonly enter: () => Promise<Entered<Input, Granted>>;
}

interface Entered<Input, Granted> {
  /** `null` for anyone without an account. */
  readonly personId: string | null;
  /** With what they were let in; it has to hold until what they do is committed. */
  readonly standing?: Standing | undefined;
  /**
   * What the action is done with: session, version and the like.
   *
   * @throws AppError when the person may not do it with this input.
   */
  readonly grant: (input: Input) => Granted | Promise<Granted>;
}

/** For what anybody may do, with or without an account. */
export const anyone: Permission<unknown, null> = {
  enter: async () => ({ personId: null, grant: () => null }),
};

/** A server action: what it takes, who may call it and what it does. Without a permission it does not compile. */
export interface ActionDeclaration<S extends z.ZodType, Granted, T> {
  input: S;
  permission: Permission<z.output<S>, Granted>;
  run: (input: z.output<S>, granted: Granted) => Promise<ActionResult<T>>;
  /** Layouts whose pages are made again once it has run, refused or not. */
  revalidates?: readonly string[];
  /** For what is called all the time and answers in a few hundred bytes. */
  isBrief?: boolean;
  /** How often one person may call it; the limit of `action-limits.ts` where nothing else is said. */
  limit?: ActionLimit;
}

/**
 * Makes a server action. Every call passes the same stages: the person, how often they have called, the input, the
 * permission, the deed. Input that the schema refuses becomes field messages, an `AppError` its sentence, anything
 * unforeseen the general sentence with the number of the request. Redirects of Next pass through. Each call leaves one
 * event in the log: request, person, action, duration and outcome, with the stack of what was not foreseen.
 *
 * @param name of the exported constant, for the log.
 */
export function action<S extends z.ZodType, Granted, T = undefined>(
  name: string,
  declaration: ActionDeclaration<S, Granted, T>,
): (input: z.input<S>) => Promise<ActionResult<T>> {
  return async (input) => {
    const started = performance.now();
    let personId: string | null = null;
    let event: ActionEvent = { outcome: "redirected" };
    if (declaration.isBrief) answerUnpacked();
    try {
      const entered = await declaration.permission.enter();
      personId = entered.personId;
      if (personId !== null && !(await isWithinLimit(name, personId, declaration.limit)))
        throw new AppError("tooManyRequests", name);
      const read = readInput(declaration.input, input);
      if (!read.ok) {
        event = { outcome: "invalid" };
        return read;
      }
      const granted = await entered.grant(read.data);
      const result = await standingAs(entered.standing, () => declaration.run(read.data, granted));
      for (const layout of declaration.revalidates ?? []) revalidatePath(layout, "layout");
      event = { outcome: result.ok ? "done" : "refused" };
      return result;
    } catch (thrown) {
      unstable_rethrow(thrown);
      const error = toAppError(thrown);
      const isForeseen = error === thrown && error.code !== "internal";
      event = isForeseen
        ? { outcome: "denied", code: error.code, detail: error.detail }
        : { outcome: "failed", code: error.code, err: error.cause ?? thrown };
      const sentence = isForeseen ? error.sentence : withNumber(error.sentence, await requestContext());
      return { ok: false, code: error.code, reasons: [sentence] };
    } finally {
      measureAction(name, event.outcome, started);
      await logEvent(name, personId, started, event);
    }
  };
}

/**
 * What a form answers that a browser posts by itself; what was typed into the fields that it keeps comes back with it.
 */
export type FormAnswer<T, Kept extends string = never> = ActionResult<T> & Partial<Record<Kept, string>>;

/** Longest content of a kept field that is sent back. */
const KEPT_LENGTH = 64;

/**
 * Makes a server action of a form that also works before the page's scripts run (`useActionState`).
 *
 * @param keeps names of the fields whose content a form that is shown anew starts with.
 */
export function formAction<S extends z.ZodType, Granted, T, Kept extends string = never>(
  name: string,
  { keeps, ...declaration }: ActionDeclaration<S, Granted, T> & { keeps: readonly Kept[] },
): (previous: FormAnswer<T, Kept> | null, form: FormData) => Promise<FormAnswer<T, Kept>> {
  const run = action(name, declaration);
  return async (_previous, form) => {
    const typed: Record<string, unknown> = Object.fromEntries(form instanceof FormData ? form : []);
    const answer = await run(typed as z.input<S>);
    const kept = keeps.flatMap((field) => {
      const value = typed[field];
      return typeof value === "string" ? [[field, value.slice(0, KEPT_LENGTH)]] : [];
    });
    return { ...answer, ...(Object.fromEntries(kept) as Partial<Record<Kept, string>>) };
  };
}

interface ActionEvent {
  /** `refused` by what is stored, `invalid` by the schema, `denied` by permission or another foreseen error. */
  outcome: "done" | "refused" | "invalid" | "denied" | "failed" | "redirected";
  code?: string;
  detail?: string | undefined;
  err?: unknown;
}

const levels = {
  done: "info",
  refused: "info",
  invalid: "info",
  redirected: "info",
  denied: "warn",
  failed: "error",
} as const;

const messages = {
  done: "action done",
  refused: "action refused",
  invalid: "action refused",
  redirected: "action done",
  denied: "action refused",
  failed: "action failed",
} as const;

async function logEvent(name: string, personId: string | null, started: number, event: ActionEvent): Promise<void> {
  const level = levels[event.outcome];
  if (!logger.isLevelEnabled(level)) return;
  // The cookie is opened a second time only where nobody has been let in.
  const context: RequestContext =
    personId === null ? await requestContext() : { requestId: await requestId(), personId };
  const durationMs = Math.round((performance.now() - started) * 10) / 10;
  logger[level]({ action: name, ...context, durationMs, ...event }, messages[event.outcome]);
}

type Reading<T> =
  | { ok: true; data: T }
  | { ok: false; code: "invalidInput"; reasons: string[]; fields?: Record<string, string[]> };

function readInput<S extends z.ZodType>(schema: S, input: unknown): Reading<z.output<S>> {
  const problem = textProblem(input);
  if (problem !== null) return { ok: false, code: "invalidInput", reasons: [problem] };
  const parsed = schema.safeParse(input);
  if (parsed.success) return { ok: true, data: parsed.data };
  const fields: Record<string, string[]> = {};
  for (const issue of parsed.error.issues) (fields[issue.path.join(".")] ??= []).push(issue.message);
  return { ok: false, code: "invalidInput", reasons: parsed.error.issues.map((issue) => issue.message), fields };
}

/**
 * What no text may hold, in words; `null` where there is none. PostgreSQL stores no NUL character, and half of a pair
 * of surrogates would be stored as another character; a sign that turns the direction makes an amount read backwards. A
 * message may refer to one part of itself many times over: every part is looked at once, and none from within another,
 * however deep it lies.
 */
function textProblem(input: unknown): string | null {
  const seen = new Set<object>();
  const waiting: unknown[] = [input];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === "string") {
      if (value.includes("\0")) return nulSentence;
      if (/\p{Surrogate}/u.test(value)) return surrogateSentence;
      if (/[\u202a-\u202e\u2066-\u2069]/.test(value)) return directionSentence;
    } else if (typeof value === "object" && value !== null && !seen.has(value)) {
      seen.add(value);
      for (const [key, each] of Object.entries(value)) waiting.push(key, each);
    }
  }
  return null;
}
