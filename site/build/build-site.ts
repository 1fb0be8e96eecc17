import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build, transform } from "esbuild";
import { sha256Hex } from "@/lib/platform/ed25519";
import { assetFolder, siteFolder, type BuiltSite } from "../built-site";
import { stylesheet } from "./stylesheet";

const root = process.cwd();

/**
 * Builds what pages of the public area share: one stylesheet, one script, each under a name with its hash. What earlier
 * builds made stays for pages that are still open somewhere.
 */
export async function buildSite(): Promise<BuiltSite> {
  const [css, script, code] = await Promise.all([sheet(), island(), rendering()]);
  const names = { css: put("site", ".css", css), script: put("island", ".js", script) };
  const built = { ...names, rendering: sha256Hex(Buffer.from(JSON.stringify([names, code]))) };
  write(join(siteFolder, "site.json"), `${JSON.stringify(built)}\n`);
  return built;
}

async function sheet(): Promise<string> {
  const { code } = await transform(await stylesheet("site/site.css"), {
    loader: "css",
    minify: true,
    target: "chrome86",
  });
  return code;
}

async function island(): Promise<string> {
  return bundle("site/island/island.tsx", {
    minify: true,
    format: "esm",
    target: "es2022",
    alias: {
      react: "preact/compat",
      "react-dom/client": "preact/compat/client",
      "react/jsx-runtime": "preact/jsx-runtime",
    },
  });
}

/** Everything that a page is rendered with, as one text: when it is the same, so are the pages. */
async function rendering(): Promise<string> {
  const code = await bundle("site/render.tsx", { format: "esm", platform: "node", packages: "external" });
  const { version } = JSON.parse(readFileSync(join(root, "node_modules/react-dom/package.json"), "utf8")) as {
    version: string;
  };
  return `${version} ${code}`;
}

async function bundle(entry: string, options: Parameters<typeof build>[0]): Promise<string> {
  const { outputFiles } = await build({
    ...options,
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    jsx: "automatic",
    logLevel: "error",
  });
  return outputFiles![0]!.text;
}

/** Stores a file as it is handed out: compressed as far as that goes, once. */
function put(name: string, extension: string, text: string): string {
  const file = `${name}-${sha256Hex(Buffer.from(text)).slice(0, 12)}${extension}`;
  const bytes = Buffer.from(text);
  write(join(assetFolder, file), bytes);
  write(join(assetFolder, `${file}.br`), brotliCompressSync(bytes));
  write(join(assetFolder, `${file}.gz`), gzipSync(bytes, { level: 9 }));
  return file;
}

/** Whole or not at all. */
function write(path: string, content: string | Uint8Array): void {
  mkdirSync(join(path, ".."), { recursive: true });
  const unfinished = `${path}.${process.pid}.new`;
  writeFileSync(unfinished, content);
  renameSync(unfinished, path);
}
