import { spawn, type ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { doorOrders } from "@/lib/platform/door-orders";
import { rootFolder } from "@/lib/platform/postgres/installation";
import { refusedPageOrders } from "@/lib/platform/refused-pages";
import { environment, programs } from "./prepare";

/** How a process ended: by itself, or by a signal. */
export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A web server that answers. */
export interface WebServer {
  url: string;
  pid: number;
  /** Resolves when it ends, wanted or not. */
  ended: Promise<Ending>;
  stop(): Promise<void>;
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

/**
 * Starts Next on a port and waits until it answers.
 *
 * @throws when it ends before it answers, or does not answer within two minutes.
 */
export async function serve(options: ServeOptions): Promise<WebServer> {
  const { mode, port, host } = options;
  const child: ChildProcess = spawn(
    options.node ?? process.execPath,
    [
      ...["door", "refused-pages", "end-with-parent"].flatMap((name) => [
        "--import",
        pathToFileURL(join(rootFolder, `scripts/${name}.mjs`)).href,
      ]),
      options.program ?? programs.next,
      mode,
      "--port",
      String(port),
      "--hostname",
      host,
    ],
    {
      cwd: options.folder ?? rootFolder,
      stdio: ["ignore", options.quiet ? "ignore" : "inherit", "inherit", "ipc"],
      // In a group of its own: Ctrl+C reaches us first, and we stop it before the database.
      detached: process.platform !== "win32",
      env: environment({
        NODE_ENV: mode === "dev" ? "development" : "production",
        ...options.env,
        ...doorOrders(process.env.TRUSTED_PROXIES),
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

  const address = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  const deadline = Date.now() + 120_000;
  while (Date.now() < deadline) {
    const exit = await Promise.race([ended, new Promise<null>((resolve) => setTimeout(resolve, 150, null))]);
    if (exit !== null)
      throw new Error(`The web server ended with ${exit.signal ?? `code ${exit.code}`} before it answered.`);
    try {
      await fetch(`http://${address}:${port}/api/health`, { signal: AbortSignal.timeout(30_000) });
      return { url: `http://${address === "127.0.0.1" ? "localhost" : address}:${port}`, pid: child.pid!, ended, stop };
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
