import { spawn, type ChildProcess } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { doorOrders, newWord } from "@/lib/platform/door-orders";
import { rootFolder } from "@/lib/platform/postgres/installation";
import { refusedPageOrders } from "@/lib/platform/refused-pages";
import { environment, programs } from "./prepare";

/** How a process ended: by itself, or by a signal. */
export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A process of ours that answers requests. */
export interface Served {
  pid: number;
  /** Resolves when it ends, wanted or not. */
  ended: Promise<Ending>;
  stop(): Promise<void>;
}

/** A web server that answers: the application, and the front that stands before it. */
export interface WebServer extends Served {
  url: string;
  /** Of the application. */
  pid: number;
  frontPid: number;
  /** Resolves when either of the two ends. */
  ended: Promise<Ending>;
}

export interface ServeOptions {
  mode: "start" | "dev";
  port: number;
  /** Address to listen on. */
  host: string;
  env: Record<string, string>;
  quiet?: boolean;
  /** Run instead of Next, with its arguments. */
  program?: string;
  /** Path of the Node that runs it; this one if absent. */
  node?: string;
  /** The checkout whose build is served, if not this one. */
  folder?: string;
}

/** What front and application of this process know each other by. */
const word = newWord();

/**
 * Starts the application and its front, and waits until both answer.
 *
 * @throws when one of them ends before it answers, or does not answer within two minutes.
 */
export async function serve(options: ServeOptions): Promise<WebServer> {
  const upstream = await freePort();
  const [application, front] = await startBoth(
    () => startApplication(options, upstream),
    () => startFront(options, upstream),
  );
  return {
    url: urlOf(options),
    pid: application.pid,
    frontPid: front.pid,
    ended: Promise.race([application.ended, front.ended]),
    stop: async () => {
      await front.stop();
      await application.stop();
    },
  };
}

/** Starts two at once; where one fails the other is stopped. */
export async function startBoth<One extends { stop(): Promise<void> }, Other extends { stop(): Promise<void> }>(
  one: () => Promise<One>,
  other: () => Promise<Other>,
): Promise<[One, Other]> {
  const started = await Promise.allSettled([one(), other()]);
  const [first, second] = started;
  if (first.status === "fulfilled" && second.status === "fulfilled") return [first.value, second.value];
  for (const each of started) if (each.status === "fulfilled") await each.value.stop();
  throw started.find((each) => each.status === "rejected")!.reason;
}

/** What people type. */
export function urlOf({ host, port }: Pick<ServeOptions, "host" | "port">): string {
  const address = addressOf(host);
  return `http://${address === "127.0.0.1" ? "localhost" : address}:${port}`;
}

/**
 * A page of a large total allocates more than the 16 MB that V8 gives to what is young, so that much of it was copied
 * again and again: a quarter of its time was collecting, with this much an eighth. At most 150 MB more.
 */
const youngMegabytes = 64;

/** Starts Next on a port that this machine alone reaches. */
export function startApplication(options: ServeOptions, port: number): Promise<Served> {
  return start(options, {
    flags: [`--max-semi-space-size=${youngMegabytes}`],
    preloads: ["door", "refused-pages", "end-with-parent"],
    command: [options.program ?? programs.next, options.mode, "--port", String(port), "--hostname", "127.0.0.1"],
    address: `127.0.0.1:${port}`,
  });
}

/** Starts what requests come to first (site/front): it answers pages and hands everything else on to that port. */
export function startFront(options: ServeOptions, upstream: number): Promise<Served> {
  const { mode, port, host } = options;
  return start(options, {
    preloads: ["door", "end-with-parent"],
    command: [
      ...["--import", "tsx", join(options.folder ?? rootFolder, "site/front/main.ts")],
      ...["--port", String(port), "--host", host, "--upstream", String(upstream)],
      ...(mode === "dev" ? ["--dev"] : []),
    ],
    address: `${addressOf(host)}:${port}`,
  });
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once("error", reject).listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

const addressOf = (host: string) => (host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host);

/** Starts a process of Node and waits until it answers. */
async function start(
  options: ServeOptions,
  {
    flags = [],
    preloads,
    command,
    address,
  }: { flags?: readonly string[]; preloads: readonly string[]; command: readonly string[]; address: string },
): Promise<Served> {
  const child: ChildProcess = spawn(
    options.node ?? process.execPath,
    [
      ...flags,
      ...preloads.flatMap((name) => ["--import", pathToFileURL(join(rootFolder, `scripts/${name}.mjs`)).href]),
      ...command,
    ],
    {
      cwd: options.folder ?? rootFolder,
      stdio: ["ignore", options.quiet ? "ignore" : "inherit", "inherit", "ipc"],
      // In a group of its own: Ctrl+C reaches us first, and we stop it before the database.
      detached: process.platform !== "win32",
      env: environment({
        NODE_ENV: options.mode === "dev" ? "development" : "production",
        ...options.env,
        // The owner's address is nobody's who answers requests.
        DATABASE_OWNER_URL: "",
        ...doorOrders(process.env.TRUSTED_PROXIES, { siteAddress: process.env.NEXTAUTH_URL, word }),
        ...refusedPageOrders(),
      }),
    },
  );
  const ended = new Promise<Ending>((resolve) => child.once("exit", (code, signal) => resolve({ code, signal })));
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGTERM");
    const patience = setTimeout(() => child.kill("SIGKILL"), 10_000);
    await ended;
    clearTimeout(patience);
  };

  const deadline = Date.now() + 120_000;
  while (Date.now() < deadline) {
    const exit = await Promise.race([ended, new Promise<null>((resolve) => setTimeout(resolve, 150, null))]);
    if (exit !== null)
      throw new Error(`The web server ended with ${exit.signal ?? `code ${exit.code}`} before it answered.`);
    try {
      await fetch(`http://${address}/api/health`, { signal: AbortSignal.timeout(30_000) });
      return { pid: child.pid!, ended, stop };
    } catch {
      // Not listening yet.
    }
  }
  await stop();
  throw new Error("The web server did not answer within two minutes.");
}

/** True when nobody listens on the port, on the given address or on any other. */
export async function isPortFree(port: number, host: string): Promise<boolean> {
  const probes = host === "127.0.0.1" ? ["127.0.0.1", "0.0.0.0"] : [host];
  for (const probe of probes) {
    const free = await new Promise<boolean>((resolve) => {
      const server = createServer();
      server.once("error", () => resolve(false));
      server.listen({ port, host: probe, exclusive: true }, () => server.close(() => resolve(true)));
    });
    if (!free) return false;
  }
  return true;
}
