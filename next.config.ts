import { join } from "node:path";
import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm test` checks types as a step of its own; the build that `npm start` runs does not do it again.
  typescript: { ignoreBuildErrors: true },
  // Native modules and modules that open files beside themselves stay outside the bundle.
  serverExternalPackages: [
    "@node-rs/argon2",
    "pg",
    "pino",
    "@myriaddreamin/typst-ts-node-compiler",
    "@expo-google-fonts/noto-serif-sc",
    "@expo-google-fonts/noto-sans-sc",
    "@expo-google-fonts/tinos",
    "pdfjs-dist",
    "hucre",
    "docx",
    "@cj-tech-master/excelts",
  ],
  // Pages of reports are kept compressed and confirmed by the database at every answer (docs/decisions/0045).
  cacheHandler: join(import.meta.dirname, "lib/platform/page-cache.mjs"),
  cacheMaxMemorySize: 128 * 1024 * 1024,
  // What proxies in front may keep: as long as a page says (`revalidate`), and nothing stale beyond that.
  expireTime: 5,
  // Pages made from the database live in memory: on disk they would outlast the database they were made from.
  // `forbidden()` shows the no-permission page with its status.
  // proxy.ts refuses larger bodies before they are read.
  experimental: { isrFlushToDisk: false, authInterrupts: true, serverActions: { bodySizeLimit: "8mb" } },
  turbopack: { root: import.meta.dirname },
};

export default config;
