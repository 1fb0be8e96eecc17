import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

/** What may read from a replica: answers to the public, and nothing that knows who asks. */
const publicReaders = [
  "app/api/v1/open-route.ts",
  "app/feeds/[name]/route.ts",
  "app/sitemap.xml/route.ts",
  "app/sitemaps/[name]/route.ts",
  "lib/features/open-data/loaders.ts",
  "lib/features/public-corrections/loaders.ts",
  "lib/features/public-proof/loaders.ts",
  "lib/features/public-reports/loaders.ts",
  "lib/features/questions/loaders.ts",
  "lib/features/rule-switches/loaders.ts",
  "lib/features/search/loaders.ts",
  "site/make-page.ts",
];

/** Where signed-in people work: their pages, screens and actions load nothing by a public reader. */
const signedIn = /^(app\/(\(admin\)|\(bureau\)|\(unit\)|account|files|lists)\/|lib\/features\/[^/]+\/actions\.ts$)/;

const sources = ["app", "components", "lib", "site"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name) && !name.includes("generated"))
    .map((name) => ({ path: join(folder, name), text: readFileSync(join(folder, name), "utf8") })),
);

it("the replica is read by public readers alone", () => {
  const readers = sources.filter(
    ({ path, text }) =>
      !path.startsWith("lib/platform/") && /\b(readPublicly|readingPublicly|onReplica|replicaPool)\b/.test(text),
  );
  expect(readers.map(({ path }) => path).toSorted()).toEqual(publicReaders.toSorted());
});

it("no page or action of signed-in people loads by them", () => {
  const wrapped = sources
    .filter(({ path }) => publicReaders.includes(path) && path.startsWith("lib/features/"))
    .flatMap(({ text }) => [...text.matchAll(/^export const (load\w+) = (?:cache\(\s*)?readingPublicly\(/gm)])
    .map(([, name]) => name!);
  expect(wrapped).toHaveLength(14);
  const used = sources
    .filter(({ path }) => signedIn.test(path))
    .flatMap(({ path, text }) =>
      wrapped.filter((name) => new RegExp(`\\b${name}\\b`).test(text)).map((name) => [path, name]),
    );
  expect(used).toEqual([]);
});
