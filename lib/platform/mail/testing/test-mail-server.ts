// A mail server in the process of a test: what it took, as mail programs would read it.
import { SMTPServer } from "smtp-server";
import type { AddressInfo } from "node:net";

export interface ReceivedMail {
  from: string;
  to: string[];
  messageId: string;
  subject: string;
  /** Head lines, unfolded and undecoded. */
  head: string;
  text: string;
}

export interface TestMailServer {
  port: number;
  received: ReceivedMail[];
  /** Names that were signed in with, rightly or not. */
  logins: string[];
  /** What it refuses from now on. */
  refuses: Refusals;
  close: (done: () => void) => void;
  stop: () => Promise<void>;
}

/** Codes that are answered in place of "ok"; of an address: to that one alone. */
export interface Refusals {
  connect?: number;
  mail?: number;
  rcpt?: number;
  rcptOf?: Record<string, number>;
  data?: number;
}

interface Options {
  refuses?: Refusals;
  /** Asked for where it is given. */
  password?: string;
  /** 0: a free one. */
  port?: number;
  /** Before a mail is taken. */
  beforeTaking?: () => Promise<void>;
}

const refusal = (responseCode: number) => Object.assign(new Error(`refused with ${responseCode}`), { responseCode });

/** Starts a mail server on this machine. */
export async function startTestMailServer(options: Options = {}): Promise<TestMailServer> {
  const received: ReceivedMail[] = [];
  const logins: string[] = [];
  const state = { refuses: options.refuses ?? {} };
  const server = new SMTPServer({
    authOptional: options.password === undefined,
    allowInsecureAuth: true,
    disabledCommands: options.password === undefined ? ["AUTH", "STARTTLS"] : ["STARTTLS"],
    onConnect: (_session, done) => done(state.refuses.connect ? refusal(state.refuses.connect) : null),
    onAuth: ({ username = "", password }, _session, done) => {
      logins.push(username);
      if (password === options.password) done(null, { user: username });
      else done(Object.assign(new Error(`535 no such password ${password}`), { responseCode: 535 }));
    },
    onMailFrom: (_address, _session, done) => done(state.refuses.mail ? refusal(state.refuses.mail) : null),
    onRcptTo: ({ address }, _session, done) => {
      const code = state.refuses.rcptOf?.[address] ?? state.refuses.rcpt;
      done(code ? refusal(code) : null);
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const take = async () => {
          await options.beforeTaking?.();
          if (state.refuses.data) throw refusal(state.refuses.data);
          const { mailFrom, rcptTo } = session.envelope;
          received.push({
            from: mailFrom ? mailFrom.address : "",
            to: rcptTo.map(({ address }) => address),
            ...readMail(Buffer.concat(chunks).toString("latin1")),
          });
        };
        take().then(
          () => done(),
          (error: Error) => done(error),
        );
      });
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  const close = (done: () => void) => server.close(done);
  return {
    port,
    received,
    logins,
    get refuses() {
      return state.refuses;
    },
    set refuses(refuses) {
      state.refuses = refuses;
    },
    close,
    stop: () => new Promise((resolve) => close(resolve)),
  };
}

function readMail(raw: string): Pick<ReceivedMail, "messageId" | "subject" | "head" | "text"> {
  const border = raw.indexOf("\r\n\r\n");
  const head = raw
    .slice(0, border)
    .replaceAll(/\r\n[ \t]+/g, " ")
    .replaceAll("\r\n", "\n");
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, "im").exec(head)?.[1] ?? "";
  return {
    head,
    messageId: field("message-id"),
    subject: decodedWords(field("subject")),
    text: Buffer.from(raw.slice(border + 4), "base64").toString("utf8"),
  };
}

function decodedWords(text: string): string {
  return text
    .replaceAll(/(=\?[^?]+\?[BQ]\?[^?]*\?=) (?==\?)/gi, "$1")
    .replaceAll(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_whole, how: string, content: string) =>
      how.toUpperCase() === "B"
        ? Buffer.from(content, "base64").toString("utf8")
        : Buffer.from(
            content
              .replaceAll("_", " ")
              .replaceAll(/=([0-9A-F]{2})/gi, (_hex, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
            "latin1",
          ).toString("utf8"),
    );
}
