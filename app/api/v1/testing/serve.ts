import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { pool } from "@/lib/platform/db";
import { answerReport } from "@/site/answer-report";
import { readBuiltSite, siteKey } from "@/site/built-site";
import { readPage, readStates } from "@/site/store";
import { GET as changes } from "../changes/route";
import { GET as proofEntries } from "../proof/entries/route";
import { GET as proofKeys } from "../proof/keys/route";
import { GET as proof } from "../proof/route";
import { GET as report } from "../reports/[unitCode]/[year]/route";

type Handler = (request: Request, context: never) => Promise<Response>;

const routes: readonly (readonly [path: RegExp, handler: unknown])[] = [
  [/^\/api\/v1\/changes$/, changes],
  [/^\/api\/v1\/proof\/entries$/, proofEntries],
  [/^\/api\/v1\/proof\/keys$/, proofKeys],
  [/^\/api\/v1\/proof$/, proof],
  [/^\/api\/v1\/reports\/(?<unitCode>[^/]+)\/(?<year>[^/]+)$/, report],
  [/^\/r\/(?<unitCode>[^/]+)\/(?<year>\d+)(?:\/v\/(?<number>\d+))?$/, page],
];

/** A page as it is stored, or made now. */
async function page(_request: Request, { params }: { params: Promise<Record<string, string>> }): Promise<Response> {
  const { unitCode, year, number } = (await params) as { unitCode: string; year: string; number?: string };
  const address = { unitCode, year: Number(year), ...(number !== undefined && { number: Number(number) }) };
  const [state] = await readStates(pool(), [address]);
  const stored = state ? await readPage(pool(), { address, site: siteKey(readBuiltSite()), state }) : null;
  return stored
    ? new Response(new Uint8Array(gunzipSync(stored.gzip)))
    : answerReport({ unitCode, year, ...(number !== undefined && { number }) });
}

/** The interface over HTTP, for programs that ask it from outside: as much of it as proves what is published. */
export async function serveInterface(): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const request = new Request(new URL(incoming.url!, "http://localhost"));
      const { pathname } = new URL(request.url);
      const [match, handler] =
        routes.map(([path, each]) => [path.exec(pathname), each] as const).find(([found]) => found) ?? [];
      const answer = match
        ? await (handler as Handler)(request, { params: Promise.resolve({ ...match.groups }) } as never)
        : new Response(null, { status: 404 });
      outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
      outgoing.end(new Uint8Array(await answer.arrayBuffer()));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(() => resolve()))),
  };
}
