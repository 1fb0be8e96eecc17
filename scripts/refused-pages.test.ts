import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { refusedPageOrders, refusedPages } from "@/lib/platform/refused-pages";

/** Answers as Next does: an empty page where a page refuses, with the length of it, compressed if the reader may. */
const program = `
  const http = require("node:http");
  const zlib = require("node:zlib");
  const empty = '<!DOCTYPE html><html id="__next_error__"><head></head><body><script>1</script></body></html>';
  const server = http.createServer((request, response) => {
    response.statusCode = Number(new URL(request.url, "http://x").searchParams.get("status"));
    const isPage = request.url.startsWith("/api") ? "application/json" : "text/html; charset=utf-8";
    response.setHeader("content-type", isPage);
    if (request.url.includes("chosen")) globalThis[Symbol.for("mingzhang.answers")].getStore().statusCode = 400;
    if (request.headers["accept-encoding"]) {
      response.setHeader("content-encoding", "gzip");
      return response.end(zlib.gzipSync(empty));
    }
    response.setHeader("content-length", empty.length);
    response.end(empty);
  });
  server.listen(0, "127.0.0.1", () => process.send(server.address().port));
`;

let child: ChildProcess;
let base: string;
beforeAll(async () => {
  const preload = pathToFileURL(join(process.cwd(), "scripts/refused-pages.mjs")).href;
  child = spawn(process.execPath, ["--import", preload, "-e", program], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: { ...process.env, ...refusedPageOrders() },
  });
  base = `http://127.0.0.1:${await new Promise((resolve) => child.once("message", resolve))}`;
});
afterAll(() => child.kill());

const get = async (path: string) => {
  const answer = await fetch(base + path, { headers: { "accept-encoding": "gzip" } });
  return { status: answer.status, text: await answer.text() };
};

it.each([
  ["/r/101001/2022?status=404", refusedPages.report],
  ["/desk/1?status=404", refusedPages.missing],
  ["/rules?status=404", refusedPages.missing],
  ["/review?status=403", refusedPages.forbidden],
  ["/r/101001/2021/v/2/changes?status=500", refusedPages.failed],
])("%s says in its HTML why it is empty", async (path, { status, title, links }) => {
  const answer = await get(path);
  expect(answer.status).toBe(status);
  expect(answer.text).toMatch(
    new RegExp(`<html id="__next_error__" lang="zh-CN">.*<body><main[^>]*><h1>${title}</h1>`),
  );
  expect(answer.text).toContain(`<a href="${links[0].href}">`);
  expect(answer.text.endsWith("</html>"), "all of it arrives").toBe(true);
});

it("leaves other answers alone", async () => {
  for (const path of ["/r/1?status=200", "/api/v1?status=404", "/api/v1?status=500"])
    expect((await get(path)).text, path).not.toContain("<main");
});

it("lets what handles a request choose the status", async () => {
  expect((await get("/chosen?status=200")).status).toBe(400);
});
