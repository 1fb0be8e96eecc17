import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { sentenceOf } from "@/lib/platform/errors";
import { pageAddressOf, pagePath, type PageAddress } from "../page-address";
import { Assets, type Asset } from "./assets";
import { assetHeaders, pageHeaders } from "./headers";
import { codingFor, hasPage, tagOf, type Coding } from "./negotiation";
import type { KeptPage } from "./page-folder";
import type { Pages } from "./pages";
import type { PublicLimit } from "./public-limit";
import { refuse, type Upstream } from "./upstream";

const unpack = promisify(gunzip);

interface Parts {
  pages: Pages;
  assets: Assets;
  upstream: Upstream;
  /** How much of the application one address may have; as much as it likes if absent. */
  limit?: PublicLimit;
  /** Path of the sheet that pages of this release are drawn with: a browser fetches it while the page is still on its way. */
  sheet?: string;
  /** Answers what was measured, by address, where a monitoring may ask for it; otherwise there are no such addresses. */
  measured?: ReadonlyMap<string, (request: IncomingMessage, response: ServerResponse) => void>;
  /** Before the application is asked for a page in development: what pages share is built again if it has changed. */
  beforePage?: () => Promise<void>;
}

/**
 * What every request meets first: pages of reports and the files that they share are answered here, everything else by
 * the application. A page that is not made yet is made by it, once for all that ask meanwhile.
 */
export function createFront({ pages, assets, upstream, limit, sheet, measured, beforePage }: Parts) {
  const headers = flat({ ...pageHeaders, ...(sheet && { link: `<${sheet}>; rel=preload; as=style` }) });
  const making = new Map<string, ReturnType<Upstream["make"]>>();

  /** Has the page made; several that ask at once wait for the same. */
  function make(request: IncomingMessage, path: string): ReturnType<Upstream["make"]> {
    const begun = making.get(path);
    if (begun) return begun;
    const made = upstream.make(request, path).finally(() => making.delete(path));
    making.set(path, made);
    return made;
  }

  /** Hands a request on, or refuses it. */
  function pass(request: IncomingMessage, response: ServerResponse): void {
    const counted = limit?.count(request) ?? null;
    if (!(counted instanceof Promise)) return passOrRefuse(counted, request, response);
    void counted.then((seconds) => passOrRefuse(seconds, request, response));
  }

  function passOrRefuse(seconds: number | null, request: IncomingMessage, response: ServerResponse): void {
    if (seconds === null) upstream.pass(request, response);
    else refuseForNow(seconds, response);
  }

  async function answerPage(request: IncomingMessage, response: ServerResponse, address: PageAddress): Promise<void> {
    const known = await pages.find(address);
    if (known) return sendPage(request, response, headers, known);
    const seconds = (await limit?.count(request)) ?? null;
    if (seconds !== null) return refuseForNow(seconds, response);
    const made = await make(request, pagePath(address));
    if (!made) return upstream.pass(request, response);
    const page = made.status === 200 ? await pages.find(address) : null;
    if (page) return sendPage(request, response, headers, page);
    made.pass(response);
  }

  async function answerAsset(request: IncomingMessage, response: ServerResponse, name: string): Promise<void> {
    const asset = await assets.find(name);
    if (!asset) return pass(request, response);
    sendAsset(request, response, name, asset);
  }

  return (request: IncomingMessage, response: ServerResponse): void => {
    const path = request.url!.split("?", 1)[0]!;
    const isReading = request.method === "GET" || request.method === "HEAD";
    // What no address of ours has in it, the application refuses in words.
    if (!isReading || request.url!.includes("%00")) return pass(request, response);
    const measuredThere = measured?.get(path);
    if (measuredThere) return measuredThere(request, response);
    const failed = () => (response.headersSent ? response.destroy() : upstream.pass(request, response));
    const address = pageAddressOf(path);
    if (address && beforePage) return void beforePage().then(() => upstream.pass(request, response), failed);
    if (address) return void answerPage(request, response, address).catch(failed);
    const name = Assets.nameIn(path);
    if (name) return void answerAsset(request, response, name).catch(failed);
    pass(request, response);
  };
}

async function sendPage(
  request: IncomingMessage,
  response: ServerResponse,
  headers: readonly string[],
  page: KeptPage,
): Promise<void> {
  const coding = codingFor(request.headers["accept-encoding"]);
  const tag = tagOf(page.sha256, coding);
  const body = async () => (coding === "br" ? page.brotli : coding === "gzip" ? page.gzip : unpack(page.gzip));
  if (hasPage(request.headers["if-none-match"], tag))
    return void response.writeHead(304, [...headers, "etag", tag]).end();
  send(request, response, [...headers, "etag", tag], coding, await body());
}

function sendAsset(request: IncomingMessage, response: ServerResponse, name: string, asset: Asset): void {
  const coding = codingFor(request.headers["accept-encoding"]);
  const tag = tagOf(name, coding);
  const headers = [...flat(assetHeaders), "etag", tag, "content-type", asset.type];
  if (hasPage(request.headers["if-none-match"], tag)) return void response.writeHead(304, headers).end();
  send(request, response, headers, coding, asset[coding]);
}

const refuseForNow = (seconds: number, response: ServerResponse) =>
  refuse(response, { status: 429, sentence: sentenceOf("tooManyRequests"), seconds });

/** Names and values one after the other, as Node writes them soonest. */
function flat(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers).flat();
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  headers: readonly string[],
  coding: Coding,
  body: Uint8Array,
): void {
  response.writeHead(200, [
    ...headers,
    "content-length",
    String(body.length),
    ...(coding === "identity" ? [] : ["content-encoding", coding]),
  ]);
  response.end(request.method === "HEAD" ? undefined : body);
}
