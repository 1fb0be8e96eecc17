import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const page = readFileSync("docs/asvs.md", "utf8");

it("every file that docs/asvs.md names is there", () => {
  const named = [...page.matchAll(/`([\w./()[\]-]+\.(?:tsx?|md))`/g)].map(([, file]) => file!);
  expect(named.length).toBeGreaterThan(80);
  expect([...new Set(named)].filter((file) => !existsSync(file))).toEqual([]);
});

it("every decision that it names is there", () => {
  const index = readFileSync("docs/decisions/README.md", "utf8");
  const named = [...page.matchAll(/\b(0\d{3})\b/g)].map(([, number]) => number!);
  expect([...new Set(named)].filter((number) => !index.includes(`[${number}]`))).toEqual([]);
});

it("no requirement is answered twice", () => {
  const numbers = [...page.matchAll(/^\| ([\d.,– ]+) \|/gm)].flatMap(([, said]) =>
    said!.split(", ").flatMap((part) => {
      const [from, to = from] = part.split("–") as [string, string?];
      const [chapter, section, first] = from.split(".").map(Number) as [number, number, number];
      const last = Number(to!.split(".")[2]);
      return Array.from({ length: last - first + 1 }, (_, at) => `${chapter}.${section}.${first + at}`);
    }),
  );
  expect(numbers.length).toBeGreaterThan(180);
  expect(numbers.filter((number, at) => numbers.indexOf(number) !== at)).toEqual([]);
});
