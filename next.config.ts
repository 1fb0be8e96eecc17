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
    "prom-client",
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
  // `forbidden()` shows the no-permission page with its status.
  // Larger bodies do not get past the door (scripts/door.mjs).
  experimental: { authInterrupts: true, serverActions: { bodySizeLimit: MAX_BODY_BYTES } },
  // A question's answer as data, at the address of its page: /d/2021/status.csv.
  rewrites: async () => ({
    beforeFiles: [
      {
        source: `/d/:path*/:name([^/.]+).:form(${Object.keys(dataForms).join("|").replaceAll(".", "\\.")})`,
        destination: "/api/views/:form/:path*/:name",
      },
    ],
    afterFiles: [],
    fallback: [],
  }),
  turbopack: { root: import.meta.dirname },
};

export default config;
