// Against a real mail server in this process.
import { createServer, type Socket, type Server } from "node:net";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { handOver, readMailServer, type OutgoingMail } from "./hand-over";
import { startTestMailServer, type TestMailServer } from "./testing/test-mail-server";

const impatience = { connectMs: 400, silenceMs: 400, wholeMs: 1_500 };
const mail: OutgoingMail = {
  messageId: "0190-one@example.gov.cn",
  to: "zhang@example.gov.cn",
  subject: "【明账】区政府办公室本级2021年度决算被退回",
  text: "张三，您好：\n\n.一行以点开头\n您有一条新通知。",
  date: new Date("2022-06-01T02:00:00Z"),
};
const opened: (TestMailServer | Server)[] = [];
const sockets = new Set<Socket>();

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await Promise.all(opened.splice(0).map((server) => new Promise<void>((resolve) => server.close(() => resolve()))));
});

async function server(options?: Parameters<typeof startTestMailServer>[0]): Promise<TestMailServer> {
  const started = await startTestMailServer(options);
  opened.push(started);
  return started;
}

const at = (port: number, user = "") => readMailServer(`smtp://${user}127.0.0.1:${port}`, "mingzhang@example.gov.cn");
const send = (port: number, user = "", given: Partial<OutgoingMail> = {}) =>
  handOver(at(port, user), { ...mail, ...given }, impatience);

/** A server of bare lines, that stops answering or hangs up where it is told to. */
async function bareServer(answer: (line: string, socket: Socket) => void, greets = true): Promise<number> {
  const bare = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    if (greets) socket.write("220 bare\r\n");
    let rest = "";
    socket.on("data", (bytes) => {
      const lines = (rest + bytes.toString()).split("\r\n");
      rest = lines.pop()!;
      for (const line of lines) answer(line, socket);
    });
  });
  opened.push(bare);
  await new Promise<void>((resolve) => bare.listen(0, "127.0.0.1", resolve));
  return (bare.address() as AddressInfo).port;
}

/** Answers like a server up to the text of a mail. */
const usual = (line: string, socket: Socket, atText: (line: string, socket: Socket) => void) => {
  if (/^EHLO/.test(line)) socket.write("250 bare\r\n");
  else if (/^(MAIL|RCPT)/.test(line)) socket.write("250 ok\r\n");
  else if (line === "DATA") socket.write("354 go on\r\n");
  else if (line !== "QUIT") atText(line, socket);
};

describe("handing a mail over", () => {
  it("gives the server the text in Chinese, its number and where it comes from", async () => {
    const { port, received } = await server();
    expect(await send(port)).toEqual({ outcome: "sent" });
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({
      to: ["zhang@example.gov.cn"],
      from: "mingzhang@example.gov.cn",
      messageId: "<0190-one@example.gov.cn>",
      subject: mail.subject,
    });
    expect(received[0]!.text.trim().replaceAll("\r\n", "\n")).toBe(mail.text);
    expect(received[0]!.head).toMatch(/^Auto-Submitted: auto-generated$/m);
  });

  it("makes no head line of what a name holds, and keeps whole signs of a long one", async () => {
    const { port, received } = await server();
    const name = `区${"长名称𠮷".repeat(60)}`;
    expect(await send(port, "", { subject: `${name}\r\nBcc: spy@example.com\r\n\r\n<b>` })).toEqual({
      outcome: "sent",
    });
    expect(received[0]!.to).toEqual(["zhang@example.gov.cn"]);
    expect(received[0]!.head).not.toMatch(/^Bcc:/im);
    expect(received[0]!.subject).toContain(name);
  });

  it.each([
    ["550 at the address", { rcpt: 550 }, "unreachable"],
    ["450 at the address", { rcpt: 450 }, "later"],
    ["554 at the text", { data: 554 }, "refused"],
    ["452 at the text", { data: 452 }, "later"],
    ["550 at our own address", { mail: 550 }, "serverTrouble"],
    ["421 at our own address", { mail: 421 }, "serverTrouble"],
  ] as const)("tells %s from the rest", async (_, refuses, outcome) => {
    const { port, received } = await server({ refuses });
    expect(await send(port)).toMatchObject({ outcome, said: expect.stringMatching(/^\d{3} /) });
    expect(received).toEqual([]);
  });

  it("says of a server that is away, silent or gone before the text that it is the server's trouble", async () => {
    const { port, stop } = await server();
    await stop();
    expect(await send(port)).toMatchObject({ outcome: "serverTrouble" });
    const mute = await bareServer(() => undefined, false);
    expect(await send(mute)).toMatchObject({ outcome: "serverTrouble" });
    const hangsUp = await bareServer((line, socket) =>
      /^RCPT/.test(line) ? socket.destroy() : usual(line, socket, () => undefined),
    );
    expect(await send(hangsUp)).toMatchObject({ outcome: "serverTrouble" });
  });

  it("is unsure of a mail whose connection broke in the middle of the text, or that was never answered", async () => {
    const breaks = await bareServer((line, socket) => usual(line, socket, () => socket.destroy()));
    expect(await send(breaks)).toMatchObject({ outcome: "unsure" });
    const keepsSilent = await bareServer((line, socket) => usual(line, socket, () => undefined));
    expect(await send(keepsSilent)).toMatchObject({ outcome: "unsure" });
  });

  it("gives a server that sends a sign now and then no longer than the whole time", async () => {
    const drips = await bareServer((line, socket) => {
      if (!/^EHLO/.test(line)) return;
      const timer = setInterval(() => socket.write("250-still here\r\n"), 100);
      socket.on("close", () => clearInterval(timer));
    });
    const begun = performance.now();
    expect(await send(drips)).toMatchObject({ outcome: "serverTrouble" });
    expect(performance.now() - begun).toBeLessThan(impatience.wholeMs + 1_000);
  });
});

describe("a password", () => {
  it("is sent to nobody without encryption, and told on by no refusal", async () => {
    const { port } = await server();
    const refused = await send(port, "bureau:geheim%2F123@");
    expect(refused).toMatchObject({ outcome: "serverTrouble" });
    expect(JSON.stringify(refused)).not.toContain("geheim");
  });

  it("goes over an open network of one's own where the address says so", async () => {
    const { port, logins, received } = await server({ password: "geheim/123" });
    const open = (password: string) =>
      handOver(
        readMailServer(`smtp://bureau:${encodeURIComponent(password)}@127.0.0.1:${port}?tls=never`, "a@example.gov.cn"),
        mail,
        impatience,
      );
    expect(await open("geheim/123")).toEqual({ outcome: "sent" });
    const wrong = await open("falsch-456");
    expect(wrong).toMatchObject({ outcome: "serverTrouble" });
    expect(JSON.stringify(wrong)).not.toContain("falsch-456");
    expect(logins).toEqual(["bureau", "bureau"]);
    expect(received).toHaveLength(1);
  });
});
