import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** What Next writes beside the pages that it has made with the build. */
const manifestSchema = z.object({ routes: z.record(z.string(), z.unknown()) });

/**
 * Pages that were made with the build, by their paths, each with the hashes of its inline scripts as a policy names them:
 * the same bytes for everybody can carry no nonce.
 *
 * @param build folder of the build. One that is not there (development) has no such pages.
 */
export function inlineScriptsOf(build: string): ReadonlyMap<string, readonly string[]> {
  const manifest = readIfThere(join(build, "prerender-manifest.json"));
  if (manifest === null) return new Map();
  const paths = Object.keys(manifestSchema.parse(JSON.parse(manifest)).routes);
  return new Map(
    paths.flatMap((path) => {
      const html = readIfThere(join(build, "server/app", `${path === "/" ? "/index" : path}.html`));
      return html === null ? [] : [[path, hashesOf(html)] as const];
    }),
  );
}

/** Of every script that stands in a page, in the order of the page and each once. */
function hashesOf(html: string): string[] {
  const scripts = html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g);
  const hashes = [...scripts].map(([, text = ""]) => createHash("sha256").update(text).digest("base64"));
  return [...new Set(hashes)].map((hash) => `'sha256-${hash}'`);
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(/* turbopackIgnore: true */ file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
