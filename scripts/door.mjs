// Preloaded into the front and the application (docs/decisions/0040-the-door.md): what the network says about a request
// is settled here, before anybody reads it. Its orders come from the process that starts the server
// (lib/platform/door-orders.ts).
import { randomUUID } from "node:crypto";
import http from "node:http";
import { syncBuiltinESMExports } from "node:module";
import { isIP } from "node:net";

const { trustedProxies, isHttpsSite, maxBodyBytes, answers, word: ourWord } = JSON.parse(process.env.MINGZHANG_DOOR);

/**
 * The front hands requests on to the application (site/front), and Next an action that is posted to a page without it on
 * to one that has it, by a request to itself with the headers that it was given. Only such a request knows the word of
 * this installation; what it says of its origin was settled when it first came in.
 */
const handedOn = "x-mingzhang-handed-on";

/** A refused body is thrown away as it comes for this long: a connection closed at once may take the answer with it. */
const LINGER_MS = 5_000;

const { createServer } = http;
http.createServer = (...args) => {
  const listener = typeof args.at(-1) === "function" ? args.pop() : undefined;
  const server = createServer(...args);
  server.on("clientError", refuseUnread);
  if (listener) server.on("request", (request, response) => admit(request, response) && listener(request, response));
  return server;
};
// Also for those that import it by its name, as the front does.
syncBuiltinESMExports();

/** Whether the request goes on to Next. */
function admit(request, response) {
  describe(request);
  const id = request.headers["x-request-id"];
  addHeaders(response, [
    "x-request-id",
    id,
    // A year, of this host alone: whether other hosts of the domain speak https is not ours to say. Browsers heed it over https only.
    ...(isHttpsSite || request.headers["x-forwarded-proto"] === "https"
      ? ["strict-transport-security", "max-age=31536000"]
      : []),
  ]);
  // Next answers them with an error of its own that nobody logs.
  if (request.method === "TRACE") return end(response, 405, undefined, { allow: "GET, HEAD, POST" });
  if (!isOwnAddress(request.url)) return end(response, 400, answers.invalidAddress);
  const declared = request.headers["content-length"];
  // Neither a length nor pieces: there is no body (RFC 9112 §6.3).
  if (declared === undefined) {
    if (request.headers["transfer-encoding"] !== undefined) countBody(request, response);
  } else if (Number(declared) > maxBodyBytes) {
    refuse(request, response);
    request.resume();
    return false;
  }
  return true;
}

/**
 * Headers that stand in every answer, whatever else it has. One that is written from a flat list of names and values, and
 * has none set before, is written as the list: Node takes twice as long to join the two ways of giving headers.
 */
function addHeaders(response, added) {
  const { writeHead } = response;
  response.writeHead = function (status, ...given) {
    response.writeHead = writeHead;
    const headers = given.at(-1);
    if (Array.isArray(headers)) return writeHead.call(this, status, [...headers, ...added]);
    for (let at = 0; at < added.length; at += 2) this.setHeader(added[at], added[at + 1]);
    return writeHead.call(this, status, ...given);
  };
}

/**
 * Writes down where the request comes from and where it went: from the socket, and from headers only as far as a proxy
 * of our own has written them. Each proxy adds one entry at the end; the one of the outermost trusted proxy counts.
 */
function describe({ headers, socket }) {
  if (headers[handedOn] === ourWord) return;
  const given = { ...headers };
  for (const name of Object.keys(headers)) {
    if (
      name === "forwarded" ||
      name === "x-real-ip" ||
      name.startsWith("x-forwarded-") ||
      name.startsWith("x-mingzhang-")
    )
      delete headers[name];
  }
  const told = (name) => (trustedProxies === 0 ? undefined : entryOf(given[name]));
  headers["x-forwarded-for"] = addressIn(told("x-forwarded-for")) ?? addressIn(socket.remoteAddress) ?? "unknown";
  for (const name of ["x-forwarded-host", "x-forwarded-proto"]) {
    const value = told(name);
    if (value !== undefined) headers[name] = value;
  }
  headers[handedOn] = ourWord;
  const id = told("x-request-id");
  headers["x-request-id"] = id !== undefined && /^[\w-]{8,64}$/.test(id) ? id : newNumber();
}

/**
 * The one notation of an IP address: without the port that some proxies add, which is another one each time, and IPv4
 * never in that of IPv6. `undefined` for what is none.
 */
function addressIn(entry = "") {
  const [, bracketed, dotted = entry] = /^(?:\[([^\]]+)\](?::\d+)?|([\d.]+):\d+)$/.exec(entry) ?? [];
  const address = (bracketed ?? dotted).toLowerCase().replace(/%.*$/, "");
  return isIP(address) === 0 ? undefined : address.replace(/^::ffff:(?=\d+\.)/, "");
}

/** Ten digits by chance; UUIDs take theirs from a store, where asking the system for five bytes is 5 % of a page's cost. */
function newNumber() {
  return randomUUID().slice(-10);
}

function entryOf(header) {
  const entries = (header ?? "")
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
  return entries[Math.max(0, entries.length - trustedProxies)];
}

/**
 * A body that does not say its length is counted as it arrives. Node hands each piece of it to `push`, and null at its
 * end.
 */
function countBody(request, response) {
  const push = request.push;
  let received = 0;
  let isRefused = false;
  request.push = function (piece, ...rest) {
    if (!isRefused) {
      received += piece?.length ?? 0;
      if (received <= maxBodyBytes) return push.call(this, piece, ...rest);
      isRefused = true;
      refuse(request, response);
    }
    // Whoever reads must not take what came so far for the whole.
    if (piece === null) request.destroy();
    return true;
  };
}

/**
 * Whether what is asked for is an address of ours, and its path text: `%ff` is half of nothing. Whole addresses are what
 * proxies are asked for; Next would lead there.
 */
function isOwnAddress(url) {
  if (!url.startsWith("/")) return false;
  try {
    decodeURIComponent(url.split("?", 1)[0]);
    return true;
  } catch {
    return false;
  }
}

/**
 * Answers what Node could not read as a request: there is none to answer, only its connection. An address of thousands of
 * codes is longer than what Node reads of a request's head.
 */
function refuseUnread(error, socket) {
  if (!socket.writable || error.code === "ECONNRESET") return socket.destroy();
  const isTooLong = error.code === "HPE_HEADER_OVERFLOW";
  const { title } = isTooLong ? answers.addressTooLong : answers.invalidAddress;
  const head = ["content-type: text/plain; charset=utf-8", "cache-control: no-store", "connection: close"];
  const status = isTooLong ? "431 Request Header Fields Too Large" : "400 Bad Request";
  socket.end([`HTTP/1.1 ${status}`, ...head, "", title].join("\r\n"));
}

/** Answers instead of Next. */
function end(response, status, answer, headers = {}) {
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...headers,
  });
  response.end(answer && JSON.stringify(answer));
  return false;
}

function refuse(request, response) {
  end(response, 413, answers.tooLarge);
  const patience = setTimeout(() => request.destroy(), LINGER_MS).unref();
  request.once("end", () => clearTimeout(patience));
}
