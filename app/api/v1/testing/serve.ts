import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
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
];

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
