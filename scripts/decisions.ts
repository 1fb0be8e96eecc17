// npm run decisions: writes the index of docs/decisions from what the records say of themselves.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rootFolder } from "@/lib/platform/postgres/installation";

const folder = join(rootFolder, "docs/decisions");
const index = join(folder, "README.md");

/**
 * The index of the decision records: number, title and status, in order.
 *
 * @throws when a record does not begin with its number and a status.
 */
export function decisionIndex(): string {
  const rows = readdirSync(folder)
    .filter((name) => /^\d{4}-/.test(name))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), "utf8");
      const number = name.slice(0, 4);
      const title = new RegExp(`^# ${number} (.+)$`, "m").exec(text)?.[1];
      const status = /^Status: (?:proposed|accepted|replaced).*$/m.exec(text)?.[0].slice("Status: ".length);
      if (!title || !status) throw new Error(`${name} does not begin with its number, a title and a status`);
      return `- [${number}](${name}) ${title}\n  *${status}*`;
    });
  return [
    "# Decisions",
    "",
    "Why the house is as it is. A record is short, says what else was thought of, and its status is kept true; one that is replaced",
    "stays and names what replaced it. `npm run decisions` writes this index.",
    "",
    ...rows,
    "",
  ].join("\n");
}

if (process.argv[1]?.endsWith("decisions.ts")) writeFileSync(index, decisionIndex());
