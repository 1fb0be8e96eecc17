import { Agent, request as send, type IncomingMessage, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

/** Headers that speak of one connection and not of the message (RFC 9110 §7.6.1). */
const ofConnection = ["connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"];

/** Whether a request may be sent once more: it changes nothing and brings nothing with it. */
const isRepeatable = ({ method, headers }: IncomingMessage) =>
  (method === "GET" || method === "HEAD") &&
  headers["transfer-encoding"] === undefined &&
  Number(headers["content-length"] ?? 0) === 0;

/**
 * The application behind the front. What the door has settled of a request (scripts/door.mjs) stands in its headers and
 * is handed on with them.
 */
export class Upstream {
  private readonly agent = new Agent({ keepAlive: true });

  constructor(
    private readonly port: number,
    private readonly away: string,
    /** Said of the front itself with each request, as headers. */
    private readonly introduction: Record<string, string> = {},
  ) {}

  /** Hands a request on, and its answer back as it comes. */
  pass(request: IncomingMessage, response: ServerResponse): void {
    this.begin(request, response, true);
  }

  private begin(request: IncomingMessage, response: ServerResponse, mayTryAgain: boolean): void {
    const { method, url, headers } = request;
    const canRepeat = isRepeatable(request);
    const isInPieces = headers["transfer-encoding"] !== undefined;
    const onward = send({
      host: "127.0.0.1",
      port: this.port,
      method,
      path: url,
      headers: {
        ...messageHeaders(headers),
        ...this.introduction,
        ...(isInPieces && { "transfer-encoding": "chunked" }),
      },
      // What changes something goes by a connection of its own: one that is just being closed could not tell whether it was read.
      agent: canRepeat ? this.agent : false,
    });
    onward.on("response", (answer) => {
      if (response.headersSent) return void answer.destroy();
      response.writeHead(answer.statusCode!, messageHeaders(answer.headers));
      answer.on("error", () => response.destroy());
      answer.pipe(response);
    });
    onward.on("error", () => {
      if (response.headersSent) return void response.destroy();
      if (canRepeat && mayTryAgain && onward.reusedSocket) return this.begin(request, response, false);
      response.writeHead(503, {
        "content-type": "text/plain; charset=utf-8",
        "cache-control": "no-store",
        "retry-after": "5",
        "x-content-type-options": "nosniff",
      });
      response.end(this.away);
    });
    response.on("close", () => void (response.writableFinished || onward.destroy()));
    if (canRepeat) onward.end();
    else request.pipe(onward);
  }

  /** Asks for a page itself, plain and whole. @returns `null` where the application does not answer. */
  async make(
    request: IncomingMessage,
    path: string,
  ): Promise<{ status: number; pass: (to: ServerResponse) => void } | null> {
    // Nothing that says who asks: the page is for all.
    const headers = Object.fromEntries(
      Object.entries(request.headers).filter(([name]) => name === "host" || name.startsWith("x-")),
    );
    return new Promise((resolve) => {
      const onward = send({ host: "127.0.0.1", port: this.port, method: "GET", path, headers, agent: this.agent });
      onward.on("error", () => resolve(null));
      onward.on("response", (answer) => {
        const pieces: Buffer[] = [];
        answer.on("data", (piece: Buffer) => pieces.push(piece));
        answer.on("error", () => resolve(null));
        answer.on("end", () =>
          resolve({
            status: answer.statusCode!,
            pass: (to) => {
              const body = Buffer.concat(pieces);
              to.writeHead(answer.statusCode!, { ...messageHeaders(answer.headers), "content-length": body.length });
              to.end(to.req.method === "HEAD" ? undefined : body);
            },
          }),
        );
      });
      onward.end();
    });
  }

  /** Joins a connection that becomes another protocol: the reloading of `next dev`. */
  join(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const onward = send({
      host: "127.0.0.1",
      port: this.port,
      method: request.method,
      path: request.url,
      headers: request.headers,
      agent: false,
    });
    const end = () => socket.destroy();
    socket.on("error", () => onward.destroy());
    onward.on("error", end);
    onward.on("response", end);
    onward.on("upgrade", (answer, other, first) => {
      const lines = answer.rawHeaders.flatMap((name, at, all) => (at % 2 === 0 ? [`${name}: ${all[at + 1]}`] : []));
      socket.write(["HTTP/1.1 101 Switching Protocols", ...lines, "", ""].join("\r\n"));
      if (first.length > 0) socket.write(first);
      if (head.length > 0) other.write(head);
      other.on("error", end);
      socket.on("close", () => other.destroy());
      other.on("close", end);
      other.pipe(socket).pipe(other);
    });
    onward.end();
  }
}

function messageHeaders(headers: IncomingMessage["headers"]): IncomingMessage["headers"] {
  const kept = { ...headers };
  for (const name of ofConnection) delete kept[name];
  return kept;
}
