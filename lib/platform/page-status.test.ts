import { AsyncLocalStorage } from "node:async_hooks";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { answerUnpacked } from "@/lib/platform/page-status";

// As scripts/refused-pages.mjs keeps it.
const answers = new AsyncLocalStorage<ServerResponse>();
Object.assign(globalThis, { [Symbol.for("mingzhang.answers")]: answers });

const server = createServer((request, response) =>
  answers.run(response, () => {
    if (request.url === "/brief") answerUnpacked();
    // What packs an answer looks when it begins to be sent.
    response.end(String(request.headers["accept-encoding"]));
  }),
);
beforeAll(() => new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve)));
afterAll(() => void server.close());

it("an answer that is brief is sent as it is, whatever the browser would unpack", async () => {
  const { port } = server.address() as AddressInfo;
  const ask = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { "accept-encoding": "gzip" } });
    return answer.text();
  };
  expect([await ask("/brief"), await ask("/long")]).toEqual(["undefined", "gzip"]);
});

it("outside of an answer there is nothing to do", () => {
  expect(() => answerUnpacked()).not.toThrow();
});
