import { Readable } from "node:stream";
import MailComposer from "nodemailer/lib/mail-composer";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { env } from "@/lib/platform/env";

/** What an attempt to hand a mail over came to; `said`: what the server said. */
export type HandedOver =
  | { outcome: "sent" }
  | { outcome: "serverTrouble" | "later" | "unreachable" | "refused" | "unsure"; said: string };

export interface OutgoingMail {
  /** The same for every attempt: Message-ID without its brackets. */
  messageId: string;
  to: string;
  subject: string;
  text: string;
  date: Date;
}

/** The mail server of the installation. */
export interface MailServerAddress {
  host: string;
  port: number | undefined;
  secure: boolean;
  auth: { user: string; pass: string } | null;
  /** Whether a password goes over a connection that nothing protects. */
  isOpen: boolean;
  from: string;
}

/** Where mail is handed over; `null`: the installation sends none. */
export function mailServer(): MailServerAddress | null {
  const { SMTP_URL, MAIL_FROM } = env();
  return SMTP_URL === undefined || MAIL_FROM === undefined ? null : readMailServer(SMTP_URL, MAIL_FROM);
}

/** An address of a mail server in its parts. `?tls=never` lets a password go unprotected, on a network of one's own. */
export function readMailServer(address: string, from: string): MailServerAddress {
  const url = new URL(address);
  const user = decodeURIComponent(url.username);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port === "" ? undefined : Number(url.port),
    secure: url.protocol === "smtps:",
    auth: user === "" ? null : { user, pass: decodeURIComponent(url.password) },
    isOpen: url.searchParams.get("tls") === "never",
    from,
  };
}

export interface Patience {
  connectMs: number;
  /** Without a sign of the server. */
  silenceMs: number;
  wholeMs: number;
}

const usualPatience: Patience = { connectMs: 10_000, silenceMs: 30_000, wholeMs: 90_000 };

/** No mail is at it longer. */
export const LONGEST_HAND_OVER_SECONDS = usualPatience.wholeMs / 1_000;

/** The server's words, as far as they are told on; they may repeat what we said, the password never. */
const SAID = 300;

/**
 * Hands one mail over to the mail server. Never throws. What the server answered decides; where the connection ended
 * after the text had begun, nobody knows whether the mail was taken, and it is `unsure`.
 */
export async function handOver(
  server: MailServerAddress,
  mail: OutgoingMail,
  patience: Patience = usualPatience,
): Promise<HandedOver> {
  const state = { hasBegun: false };
  const connection = new SMTPConnection({
    host: server.host,
    ...(server.port === undefined ? {} : { port: server.port }),
    secure: server.secure,
    // A password is not sent where everybody on the way can read it.
    ...(server.isOpen ? { ignoreTLS: true } : { requireTLS: server.auth !== null && !server.secure }),
    connectionTimeout: patience.connectMs,
    greetingTimeout: patience.connectMs,
    dnsTimeout: patience.connectMs,
    socketTimeout: patience.silenceMs,
    socketCloseTimeout: 0,
    allowInternalNetworkInterfaces: true,
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error("the server took too long")), patience.wholeMs);
      connection.on("error", reject);
      // What the server said before it ended is told first.
      connection.on("end", () => setImmediate(() => reject(new Error("the server ended the connection"))));
      talk(connection, server, mail, state).then(resolve, reject);
    });
    connection.quit();
    return { outcome: "sent" };
  } catch (error) {
    connection.close();
    return attemptOf(error as SmtpError, state.hasBegun, server);
  } finally {
    clearTimeout(timer);
  }
}

async function talk(
  connection: SMTPConnection,
  server: MailServerAddress,
  mail: OutgoingMail,
  state: { hasBegun: boolean },
): Promise<void> {
  const message = await compose(server, mail);
  await called((done) => connection.connect(done));
  const { auth } = server;
  if (auth) await called((done) => connection.login({ ...auth, credentials: auth }, done));
  // The server is sent the text when it has asked for it, and no sooner.
  async function* text() {
    state.hasBegun = true;
    yield message;
  }
  await called((done) => connection.send({ from: server.from, to: [mail.to] }, Readable.from(text()), done));
}

const called = (call: (done: (error?: Error | null) => void) => void) =>
  new Promise<void>((resolve, reject) => call((error) => (error ? reject(error) : resolve())));

function compose(server: MailServerAddress, { messageId, to, subject, text, date }: OutgoingMail): Promise<Buffer> {
  return new MailComposer({
    from: { name: "明账", address: server.from },
    to: { name: "", address: to },
    subject,
    text,
    messageId: `<${messageId}>`,
    date,
    textEncoding: "base64",
    // Nobody's absence is answered to, and no address list is told of it.
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}

interface SmtpError extends Error {
  /** What the error is about: MAIL FROM, RCPT TO, DATA, AUTH …, CONN where the connection broke. */
  command?: string;
  responseCode?: number;
  response?: string;
}

function attemptOf(error: SmtpError, hasBegun: boolean, { auth }: MailServerAddress): HandedOver {
  const { command, responseCode } = error;
  const words = String(error.response ?? error.message).replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ");
  const said = (auth?.pass ? words.replaceAll(auth.pass, "***") : words).slice(0, SAID);
  const isAnswer = responseCode !== undefined && responseCode >= 400;
  if (isAnswer && command === "RCPT TO") return { outcome: responseCode < 500 ? "later" : "unreachable", said };
  if (isAnswer && command === "DATA") return { outcome: responseCode < 500 ? "later" : "refused", said };
  return { outcome: hasBegun ? "unsure" : "serverTrouble", said };
}
