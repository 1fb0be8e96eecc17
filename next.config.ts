import { join } from "node:path";
import type { NextConfig } from "next";
import { dataForms } from "./lib/domain/questions/question";
import { MAX_BODY_BYTES } from "./lib/platform/request-limits";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm test` checks types as a step of its own; the build that `npm start` runs does not do it again.
  typescript: { ignoreBuildErrors: true },
  // Native modules and modules that open files beside themselves stay outside the bundle.
  serverExternalPackages: [
    "@node-rs/argon2",
    "pg",
    "pg-boss",
    "pino",
    "@myriaddreamin/typst-ts-node-compiler",
    "@expo-google-fonts/noto-serif-sc",
    "@expo-google-fonts/noto-sans-sc",
    "@expo-google-fonts/tinos",
    "pdfjs-dist",
    "hucre",
    "docx",
    "esbuild",
    "sharp",
  ],
  // Pages of reports are kept compressed and confirmed by the database at every answer (docs/decisions/0045).
  cacheHandler: join(import.meta.dirname, "lib/platform/page-cache.mjs"),
  cacheMaxMemorySize: 128 * 1024 * 1024,
  // What proxies in front may keep: as long as a page says (`revalidate`), and nothing stale beyond that.
  expireTime: 5,
  // Pages made from the database live in memory: on disk they would outlast the database they were made from.
  // `forbidden()` shows the no-permission page with its status.
  // Larger bodies do not get past the door (scripts/door.mjs).
  experimental: { isrFlushToDisk: false, authInterrupts: true, serverActions: { bodySizeLimit: MAX_BODY_BYTES } },
  // A question's answer as data, at the address of its page: /d/2021/status.csv.
  rewrites: async () => ({
    beforeFiles: [
      {
        source: `/d/:path*/:name([^/.]+).:form(${Object.keys(dataForms).join("|")})`,
        destination: "/api/views/:form/:path*/:name",
      },
    ],
    afterFiles: [],
    fallback: [],
  }),
  turbopack: { root: import.meta.dirname },
};

export default config;
