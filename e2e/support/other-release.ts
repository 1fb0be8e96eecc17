import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { placeOfSigningKeys } from "@/lib/platform/signing-keys";
import { isPortFree, serve, type WebServer } from "@/scripts/serve";

/** Of the build only what a server reads; of the checkout nothing that belongs to one installation. */
const notServed = new Set(["cache", "diagnostics", "trace", "trace-build", "types"]);
const ownOfACheckout = new Set([".next", ".git", ".data", "test-results"]);

/**
 * Another release of the product on the same database: a checkout that differs from this one only in its build, where
 * one text stands instead of another, on the server as in what browsers load. Nothing in the product knows of it.
 *
 * @throws when the build does not hold the text.
 */
export async function startRelease(rewording: { from: string; to: string }): Promise<WebServer> {
  const folder = mkdtempSync(join(tmpdir(), "mingzhang-release-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    for (const name of readdirSync(process.cwd()).filter((each) => !ownOfACheckout.has(each)))
      symlinkSync(join(process.cwd(), name), join(folder, name));
    const build = join(folder, ".next");
    cpSync(join(process.cwd(), ".next"), build, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (source) => !notServed.has(basename(source)) && !source.endsWith(".map"),
    });
    if (reword(build, rewording) === 0) throw new Error(`The build does not hold “${rewording.from}”.`);
    let port = 5_100 + (process.pid % 500);
    while (!(await isPortFree(port, "127.0.0.1"))) port += 1;
    // Servers of one database sign with one key, as replicas and an upgraded installation do.
    const env = { SIGNING_KEY_FILE: placeOfSigningKeys() };
    const server = await serve({ mode: "start", port, host: "127.0.0.1", env, quiet: true, folder });
    return {
      ...server,
      stop: async () => {
        await server.stop();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Returns how many scripts have changed. */
function reword(build: string, { from, to }: { from: string; to: string }): number {
  const scripts = readdirSync(build, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".js"))
    .map((name) => join(build, name))
    .filter((path) => statSync(path).isFile() && readFileSync(path, "utf8").includes(from));
  for (const path of scripts) writeFileSync(path, readFileSync(path, "utf8").replaceAll(from, to));
  return scripts.length;
}
