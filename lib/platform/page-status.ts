import type { AsyncLocalStorage } from "node:async_hooks";
import type { ServerResponse } from "node:http";

/** Kept by scripts/refused-pages.mjs: the answer to the request that is being handled. */
const answers = Symbol.for("mingzhang.answers");

const currentAnswer = () => (globalThis as { [answers]?: AsyncLocalStorage<ServerResponse> })[answers]?.getStore();

/**
 * Sends the answer that is being made as it is: to pack a few hundred bytes takes longer than they do. Whether it is packed
 * is decided with its headers, by what the request accepts.
 */
export function answerUnpacked(): void {
  const answer = currentAnswer();
  if (answer) delete answer.req.headers["accept-encoding"];
}

/**
 * Chooses the status of the page that is being rendered, before anything of it is sent: Next offers a page none but those
 * of `notFound` and `forbidden`, which cannot say what is wrong. For pages made per request; a kept one has no status.
 */
export function answerWith(status: 400 | 404): void {
  const answer = currentAnswer();
  if (answer && !answer.headersSent) answer.statusCode = status;
}
