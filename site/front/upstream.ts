import { request as send, type ClientRequest, type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { awayPage } from "./away-page";
import { ApplicationProcesses, type ApplicationProcess } from "./processes";

/** Headers that speak of one connection and not of the message (RFC 9110 §7.6.1). */
const ofConnection = ["connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"];

/** Whether a request may be sent once more: it changes nothing and brings nothing with it. */
const isRepeatable = ({ method, headers }: IncomingMessage) =>
  (method === "GET" || method === "HEAD") &&
  headers["transfer-encoding"] === undefined &&
  Number(headers["content-length"] ?? 0) === 0;

/** A process that has ended is there again sooner. */
const AWAY_SECONDS = 5;

/** What the application answered, held in memory. */
export interface WholeAnswer {
  status: number;
  headers: IncomingMessage["headers"];
  body: Buffer;
}

/** A request on its way to a process of the application. */
interface Message {
  method: string | undefined;
  path: string | undefined;
  headers: IncomingMessage["headers"];
  isRepeatable: boolean;
  /** Told of each attempt when it begins. */
  begun?: (onward: ClientRequest) => void;
  /** Gives the body, where there is one, once a process listens: nothing of it is read before. */
  giveBody?: (onward: ClientRequest) => void;
  answered: (answer: IncomingMessage) => void;
  /** No process took it, or the one that did has not answered. */
  failed: () => void;
  /** Whether nobody waits for the answer any more. */
  isOver?: () => boolean;
}

/** Whether a browser asks for a page to be shown. What is sent is not asked for again by itself. */
function isForReading({ method, headers }: IncomingMessage): boolean {
  return method === "GET" && (headers.accept ?? "").includes("text/html");
}

/**
 * The application behind the front, in one or several processes. What the door has settled of a request
 * (scripts/door.mjs) stands in its headers and is handed on with them.
 */
export class Upstream {
  private readonly processes: ApplicationProcesses;

  constructor(
    ports: readonly number[],
    private readonly away: string,
    /** Said of the front itself with each request, as headers. */
    private readonly introduction: Record<string, string> = {},
  ) {
    this.processes = new ApplicationProcesses(ports);
  }

  /** Hands a request on, and its answer back as it comes. */
  pass(request: IncomingMessage, response: ServerResponse): void {
    const { method, url, headers } = request;
    const isInPieces = headers["transfer-encoding"] !== undefined;
    this.send({
      method,
      path: url,
      headers: {
        ...messageHeaders(headers),
        ...this.introduction,
        ...(isInPieces && { "transfer-encoding": "chunked" }),
      },
      isRepeatable: isRepeatable(request),
      begun: (onward) => response.on("close", () => void (response.writableFinished || onward.destroy())),
      giveBody: (onward) => void request.pipe(onward),
      answered: (answer) => {
        if (response.headersSent) return void answer.destroy();
        response.writeHead(answer.statusCode!, messageHeaders(answer.headers));
        answer.on("error", () => response.destroy());
        answer.pipe(response);
      },
      failed: () => this.refuse(response),
      isOver: () => response.destroyed,
    });
  }

  /**
   * Sends a message to a process. One that was listened to by none has been read by none, and goes to the next one. What
   * one may have read is not sent again, unless it was lost on a connection that had been kept for too long.
   */
  private send(message: Message, tried: ReadonlySet<ApplicationProcess> = new Set(), isOnNewConnection = false): void {
    const process = this.processes.choose(tried);
    if (!process) return message.failed();
    const { method, path, headers, isRepeatable } = message;
    // What changes something goes by a connection of its own: one that is just being closed could not tell whether it was read.
    const agent = isRepeatable && !isOnNewConnection && process.agent;
    const onward = send({ host: "127.0.0.1", port: process.port, method, path, headers, agent });
    process.underway += 1;
    onward.once("close", () => (process.underway -= 1));
    let isListenedTo = false;
    onward.once("socket", (socket) =>
      onceConnected(socket, () => {
        isListenedTo = true;
        if (!isRepeatable) message.giveBody?.(onward);
      }),
    );
    let isAnswered = false;
    onward.once("response", (answer) => {
      isAnswered = true;
      message.answered(answer);
    });
    onward.on("error", () => {
      if (isAnswered || message.isOver?.()) return;
      if (!isListenedTo) {
        this.processes.passOver(process);
        return this.send(message, new Set([...tried, process]));
      }
      if (isRepeatable && onward.reusedSocket) return this.send(message, tried, true);
      message.failed();
    });
    message.begun?.(onward);
    if (isRepeatable) onward.end();
  }

  /** Says that the application is away. */
  refuse(response: ServerResponse): void {
    refuse(response, { status: 503, sentence: this.away, seconds: AWAY_SECONDS });
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
    const answer = await new Promise<WholeAnswer | null>((resolve) =>
      this.send({ method: "GET", path, headers, isRepeatable: true, ...whole(resolve) }),
    );
    return answer && { status: answer.status, pass: (to) => passWhole(answer, to) };
  }

  /** Asks each process, with the headers of a request. @returns what those answered that did. */
  async askEach({ headers }: IncomingMessage, path: string): Promise<WholeAnswer[]> {
    const { "accept-encoding": _packed, ...given } = messageHeaders(headers);
    const answers = await Promise.all(
      this.processes.all.map(
        ({ port }) =>
          new Promise<WholeAnswer | null>((resolve) => {
            const { answered, failed } = whole(resolve);
            const options = {
              host: "127.0.0.1",
              port,
              path,
              headers: { ...given, ...this.introduction },
              agent: false,
            };
            send(options).on("error", failed).once("response", answered).end();
          }),
      ),
    );
    return answers.filter((answer) => answer !== null);
  }

  /** Joins a connection that becomes another protocol: the reloading of `next dev`. */
  join(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const onward = send({
      host: "127.0.0.1",
      port: this.processes.choose(new Set())!.port,
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

/**
 * Answers why a request is not handed on, and after how many seconds it may come again: to somebody who reads as a page,
 * to everything else in a sentence.
 */
export function refuse(
  response: ServerResponse,
  { status, sentence, seconds }: { status: number; sentence: string; seconds: number },
): void {
  if (response.headersSent) return void response.destroy();
  const page = isForReading(response.req) ? awayPage(sentence, seconds) : null;
  response.writeHead(status, {
    "content-type": "text/plain; charset=utf-8",
    "cache-control": "no-store",
    "retry-after": String(seconds),
    "x-content-type-options": "nosniff",
    ...page?.headers,
  });
  response.end(page?.html ?? sentence);
}

function messageHeaders(headers: IncomingMessage["headers"]): IncomingMessage["headers"] {
  const kept = { ...headers };
  for (const name of ofConnection) delete kept[name];
  return kept;
}

function onceConnected(socket: Socket, then: () => void): void {
  if (socket.connecting) socket.once("connect", then);
  else then();
}

/** Collects an answer until its end. */
function whole(resolve: (answer: WholeAnswer | null) => void): Pick<Message, "answered" | "failed"> {
  return {
    failed: () => resolve(null),
    answered: (answer) => {
      const pieces: Buffer[] = [];
      answer.on("data", (piece: Buffer) => pieces.push(piece));
      answer.on("error", () => resolve(null));
      answer.on("end", () =>
        resolve({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(pieces) }),
      );
    },
  };
}

/** Answers with what the application answered. */
export function passWhole({ status, headers, body }: WholeAnswer, to: ServerResponse): void {
  to.writeHead(status, { ...messageHeaders(headers), "content-length": body.length });
  to.end(to.req.method === "HEAD" ? undefined : body);
}
