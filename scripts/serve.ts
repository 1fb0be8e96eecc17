import { spawn, type ChildProcess } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { processOrders } from "@/lib/platform/application-process";
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

/** A web server that answers: the processes of the application, and the front that stands before them. */
export interface WebServer extends Pick<Served, "stop"> {
  url: string;
  /** Of the application. */
  pids: readonly number[];
  frontPid: number;
  /** Resolves when one of them ends. */
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
  /** How many processes the application has; one if absent. */
  processes?: number;
}

/** What front and application of this process know each other by. */
const word = newWord();

/**
 * Starts the application and its front, and waits until all of them answer.
 *
 * @throws when one of them ends before it answers, or does not answer within two minutes.
 */
export async function serve(options: ServeOptions): Promise<WebServer> {
  const { starts, startTheFront } = await placesOf(options);
  const [front, ...application] = await startAll([startTheFront, ...starts]);
  return {
    url: urlOf(options),
    pids: application.map(({ pid }) => pid),
    frontPid: front!.pid,
    ended: Promise.race([front!, ...application].map(({ ended }) => ended)),
    stop: async () => {
      await front!.stop();
      await Promise.all(application.map((each) => each.stop()));
    },
  };
}

/** How each process of the application is started at a port of its own, and the front before them. */
export async function placesOf(
  options: ServeOptions,
): Promise<{ starts: (() => Promise<Served>)[]; startTheFront: () => Promise<Served> }> {
  const ports = await freePorts(options.processes ?? 1);
  return {
    starts: ports.map((port, at) => () => startApplication(options, port, { number: at + 1, of: ports.length })),
    startTheFront: () => startFront(options, ports),
  };
}

/** Starts several at once; where one fails the others are stopped. */
export async function startAll<One extends { stop(): Promise<void> }>(
  starts: readonly (() => Promise<One>)[],
): Promise<One[]> {
  const started = await Promise.allSettled(starts.map((start) => start()));
  const failed = started.find((each) => each.status === "rejected");
  const running = started.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
  if (!failed) return running;
  for (const each of running) await each.stop();
  throw failed.reason;
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
function startApplication(
  options: ServeOptions,
  port: number,
  which: Parameters<typeof processOrders>[0],
): Promise<Served> {
  return start(options, {
    orders: processOrders(which),
    flags: [`--max-semi-space-size=${youngMegabytes}`],
    preloads: ["door", "refused-pages", "end-with-parent"],
    command: [options.program ?? programs.next, options.mode, "--port", String(port), "--hostname", "127.0.0.1"],
    address: `127.0.0.1:${port}`,
  });
}

/** Starts what requests come to first (site/front): it answers pages and hands everything else on to one of the ports. */
function startFront(options: ServeOptions, upstreams: readonly number[]): Promise<Served> {
  const { mode, port, host } = options;
  return start(options, {
    preloads: ["door", "end-with-parent"],
    command: [
      ...["--import", "tsx", join(options.folder ?? rootFolder, "site/front/main.ts")],
      ...["--port", String(port), "--host", host, ...upstreams.flatMap((upstream) => ["--upstream", String(upstream)])],
      ...(mode === "dev" ? ["--dev"] : []),
    ],
    address: `${addressOf(host)}:${port}`,
  });
}

/** Ports of this machine that nobody listens on, each another. */
export async function freePorts(count: number): Promise<number[]> {
  const probes = Array.from({ length: count }, () => createServer());
  for (const probe of probes)
    await new Promise<void>((resolve, reject) => probe.once("error", reject).listen(0, "127.0.0.1", resolve));
  const ports = probes.map((probe) => (probe.address() as AddressInfo).port);
  for (const probe of probes) await new Promise((resolve) => probe.close(resolve));
  return ports;
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
    orders = {},
  }: {
    flags?: readonly string[];
    preloads: readonly string[];
    command: readonly string[];
    address: string;
    orders?: Record<string, string>;
  },
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
        ...orders,
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
