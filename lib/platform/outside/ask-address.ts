import { createHash } from "node:crypto";
import { request as requestHttp, type IncomingMessage } from "node:http";
import { request as requestHttps } from "node:https";
import type { Readable } from "node:stream";
import { TLSSocket } from "node:tls";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { ClosedNetwork, isClosedLiteral, openLookup, type Subnet } from "./networks";

/** Why there is no answer. */
export type OutsideFailure =
  | "noHost"
  | "refused"
  | "broken"
  | "slow"
  | "certificate"
  | "tooManyRedirects"
  | "badRedirect"
  | "tooLarge"
  | "closedNetwork";

/** What came back from an address, its redirects followed. */
export type OutsideAnswer =
  | { state: "failed"; why: OutsideFailure }
  | {
      state: "answered";
      status: number;
      contentType: string;
      /** The beginning of the content, or all of it. */
      start: Buffer;
      /** Of the whole content, hex; `null` where only the beginning was read, because it is no PDF. */
      sha256: string | null;
    };

export interface AskingLimits {
  /** For everything together: names, redirects, content. */
  milliseconds: number;
  redirects: number;
  /** Of a page, so much is read and no more. */
  startBytes: number;
  /** A PDF that is longer is given up. */
  pdfBytes: number;
}

export const usualAskingLimits: AskingLimits = {
  milliseconds: 15_000,
  redirects: 5,
  startBytes: 2 * 1024 * 1024,
  pdfBytes: 50 * 1024 * 1024,
};

/** Carried further than the answer of an address by itself. */
class Failed extends Error {
  constructor(readonly why: OutsideFailure) {
    super(why);
  }
}

/**
 * Asks an address that somebody has typed, as a browser would: no cookies, no secrets, no network that is closed
 * (`networks.ts`), wherever redirects lead. Never longer and never more than the limits say.
 *
 * @param subnets open beside the public internet
 */
export async function askAddress(
  address: string,
  { subnets, limits = usualAskingLimits }: { subnets: readonly Subnet[]; limits?: AskingLimits },
): Promise<OutsideAnswer> {
  const signal = AbortSignal.timeout(limits.milliseconds);
  try {
    let url = new URL(address);
    for (let redirects = 0; ; redirects += 1) {
      const response = await open(url, subnets, signal);
      const { statusCode: status = 0, headers } = response;
      const isRedirect = status >= 300 && status < 400 && headers.location !== undefined;
      if (!isRedirect) return await read(response, status, limits);
      response.destroy();
      if (redirects === limits.redirects) throw new Failed("tooManyRedirects");
      url = redirectOf(headers.location!, url);
    }
  } catch (error) {
    return { state: "failed", why: signal.aborted ? "slow" : whyOf(error) };
  }
}

function redirectOf(location: string, from: URL): URL {
  const url = URL.canParse(location, from) ? new URL(location, from) : null;
  if (!url || !/^https?:$/.test(url.protocol)) throw new Failed("badRedirect");
  return url;
}

/** Certificates of which a server does not send the whole chain, or whose root is known to browsers of the country. */
const chainErrors = /^UNABLE_TO_(?:VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT(?:_LOCALLY)?)$/;

function open(url: URL, subnets: readonly Subnet[], signal: AbortSignal): Promise<IncomingMessage> {
  if (isClosedLiteral(url.hostname, subnets)) throw new Failed("closedNetwork");
  const headers = {
    accept: "text/html,application/pdf;q=0.9,*/*;q=0.5",
    "accept-encoding": "identity",
    "user-agent": "Mozilla/5.0 (compatible; mingzhang-link-check)",
  };
  return new Promise((resolve, reject) => {
    const options = { headers, signal, lookup: openLookup(subnets), agent: false, rejectUnauthorized: false } as const;
    const asked = url.protocol === "https:" ? requestHttps(url, options) : requestHttp(url, options);
    asked.on("error", reject);
    asked.on("response", (response) => {
      // Nothing secret is sent, so that a browser's patience with chains harms nobody; what has expired or is another's is told.
      const { socket } = response;
      const problem = socket instanceof TLSSocket ? codeOf(socket.authorizationError) : "";
      if (problem === "" || chainErrors.test(problem)) return resolve(response);
      response.destroy();
      reject(new Failed("certificate"));
    });
    asked.end();
  });
}

const unpackers: Readonly<Record<string, () => NodeJS.ReadWriteStream>> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

async function read(response: IncomingMessage, status: number, limits: AskingLimits): Promise<OutsideAnswer> {
  const contentType = response.headers["content-type"] ?? "";
  const unpack = unpackers[response.headers["content-encoding"]?.toLowerCase() ?? ""]?.();
  // The error of what is unpacked is that of the reading.
  const content = unpack ? response.on("error", (error) => unpack.emit("error", error)).pipe(unpack) : response;
  const hash = createHash("sha256");
  const kept: Buffer[] = [];
  let length = 0;
  let isPdf: boolean | null = null;
  try {
    for await (const part of content as Readable) {
      const bytes = part as Buffer;
      if (length < limits.startBytes) kept.push(bytes.subarray(0, limits.startBytes - length));
      hash.update(bytes);
      length += bytes.length;
      isPdf ??= length >= PDF_MARK.length ? isPdfStart(Buffer.concat(kept)) : null;
      if (isPdf === true && length > limits.pdfBytes) throw new Failed("tooLarge");
      if (isPdf === false && length >= limits.startBytes) break;
    }
  } finally {
    response.destroy();
  }
  const sha256 = isPdf ? hash.digest("hex") : null;
  return { state: "answered", status, contentType, start: Buffer.concat(kept), sha256 };
}

const PDF_MARK = "%PDF-";

function isPdfStart(start: Buffer): boolean {
  return start.subarray(0, PDF_MARK.length).toString("latin1") === PDF_MARK;
}

function codeOf(error: unknown): string {
  if (typeof error === "string") return error;
  return error instanceof Error && "code" in error ? String(error.code) : error ? String(error) : "";
}

function whyOf(error: unknown): OutsideFailure {
  if (error instanceof Failed) return error.why;
  if (error instanceof ClosedNetwork) return "closedNetwork";
  const code = codeOf(error);
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "noHost";
  if (code === "ECONNREFUSED") return "refused";
  return code.startsWith("ERR_TLS") || code.startsWith("ERR_SSL") || code === "EPROTO" ? "certificate" : "broken";
}
