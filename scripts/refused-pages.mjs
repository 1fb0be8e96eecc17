// Preloaded into the web server (docs/decisions/0096-one-declaration-of-an-answer.md): what a page says that refuses is in its HTML.
// Next answers `notFound()` and `forbidden()` with an empty page that its scripts fill (vercel/next.js#62228); the words
// come from the process that starts the server (lib/platform/refused-pages.ts).
import { AsyncLocalStorage } from "node:async_hooks";
import http from "node:http";

const pages = JSON.parse(process.env.MINGZHANG_REFUSED_PAGES);
const statuses = new Set(pages.map(({ status }) => status));

/** The answer to the request that is being handled, for pages that choose their status (lib/platform/page-status.ts). */
const answers = (globalThis[Symbol.for("mingzhang.answers")] = new AsyncLocalStorage());

const { createServer } = http;
http.createServer = (...args) => {
  const listener = typeof args.at(-1) === "function" ? args.pop() : undefined;
  return createServer(
    ...args,
    ...(listener
      ? [
          (request, response) => {
            fillEmptyPage(request, response);
            return answers.run(response, () => listener(request, response));
          },
        ]
      : []),
  );
};

const emptyPage = '<html id="__next_error__"';

/** Puts the words into the page that Next leaves empty. Its scripts, where they run, draw the whole page anew. */
function fillEmptyPage(request, response) {
  let status = response.statusCode;
  Object.defineProperty(response, "statusCode", {
    get: () => status,
    set(value) {
      status = value;
      // Whether an answer is compressed is decided with its headers; this one has to be readable here.
      if (statuses.has(value)) delete request.headers["accept-encoding"];
    },
  });
  const isRefusal = () => statuses.has(status) && String(response.getHeader("content-type")).startsWith("text/html");
  const { writeHead, write, end } = response;
  response.writeHead = function (...args) {
    // It is sent in pieces: how long it becomes is not known yet.
    if (isRefusal()) this.removeHeader("content-length");
    return writeHead.apply(this, args);
  };
  let isFilled = false;
  const filled = (piece) => {
    if (isFilled || (typeof piece !== "string" && !(piece instanceof Uint8Array)) || !isRefusal()) return piece;
    isFilled = true;
    const text = Buffer.from(piece).toString();
    if (!text.includes(emptyPage)) return piece;
    const path = request.url.split("?", 1)[0];
    const { html } = pages.find(
      ({ status: of, area }) => of === status && (area === "" || path === area || path.startsWith(`${area}/`)),
    );
    return text.replace(emptyPage, `${emptyPage} lang="zh-CN"`).replace(/<body[^>]*>/, (body) => body + html);
  };
  response.write = function (piece, ...rest) {
    return write.call(this, filled(piece), ...rest);
  };
  response.end = function (piece, ...rest) {
    return end.call(this, filled(piece), ...rest);
  };
}
