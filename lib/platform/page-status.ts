import type { AsyncLocalStorage } from "node:async_hooks";
import type { ServerResponse } from "node:http";

/** Kept by scripts/refused-pages.mjs: the answer to the request that is being handled. */
const answers = Symbol.for("mingzhang.answers");

/**
 * Chooses the status of the page that is being rendered, before anything of it is sent: Next offers a page none but those
 * of `notFound` and `forbidden`, which cannot say what is wrong. For pages made per request; a kept one has no status.
 */
export function answerWith(status: 400 | 404): void {
  const kept = (globalThis as { [answers]?: AsyncLocalStorage<ServerResponse> })[answers];
  const answer = kept?.getStore();
  if (answer && !answer.headersSent) answer.statusCode = status;
}
