import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { publicAddress } from "@/lib/platform/site-address";
import type { SiteAssets } from "./pages/document";

/** Where `scripts/build-site.ts` puts what it has built; files of earlier builds stay. */
export const siteFolder = join(process.cwd(), ".site");
export const assetFolder = join(siteFolder, "assets");

/** Address under which the shared files are served. */
export const assetPath = "/site/";

/** Names of shared files: whatever the build makes, and nothing else of the folder. */
export const assetNames = /^(?:site-[0-9a-f]{12}\.css|island-[0-9a-f]{12}\.js)$/;

const builtSiteSchema = z.object({
  /** Names of the files. */
  css: z.string().regex(assetNames),
  script: z.string().regex(assetNames),
  /** Hash over everything that a page is rendered with. */
  rendering: z.string(),
});

export type BuiltSite = z.infer<typeof builtSiteSchema>;

const builtSiteFile = join(siteFolder, "site.json");

let known: BuiltSite | undefined;

/** Whether anything was built: not where the command line runs beside another build. */
export function isSiteBuilt(): boolean {
  return known !== undefined || existsSync(builtSiteFile);
}

/**
 * What was built last; in production once for a process, whose code is of the same build.
 *
 * @throws when nothing was built (`npm run build`).
 */
export function readBuiltSite(): BuiltSite {
  if (known) return known;
  const built = builtSiteSchema.parse(JSON.parse(readFileSync(builtSiteFile, "utf8")));
  if (process.env.NODE_ENV === "production") known = built;
  return built;
}

export function assetsOf({ css, script }: BuiltSite): SiteAssets {
  return { css: assetPath + css, script: assetPath + script };
}

/** What tells the pages of this release, under the name that the installation has, from those of another. */
export function siteKey({ rendering }: BuiltSite): string {
  return createHash("sha256")
    .update(`${rendering} ${publicAddress("/") ?? ""}`)
    .digest("hex")
    .slice(0, 32);
}
