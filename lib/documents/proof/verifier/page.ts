// The script of the page that verifies files without network; bundled whole into it (verifier-page.ts).
import { verifyGiven, type GivenFile, type Verdict } from "@/lib/domain/proof/given-files";
import { headHint, readHead } from "@/lib/domain/proof/log";
import { browserTools } from "./tools";

/** Longer files are none of our JSON. */
const LONGEST_TEXT = 20_000_000;

const given = new Map<string, GivenFile>();

const element = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;

async function take(files: Iterable<File>): Promise<void> {
  say("正在计算校验值…");
  for (const file of files) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const isText = file.name.endsWith(".json") && bytes.length <= LONGEST_TEXT;
    given.set(file.name, {
      name: file.name,
      bytes: bytes.length,
      sha256: browserTools.sha256(bytes),
      text: isText ? new TextDecoder().decode(bytes) : null,
    });
  }
  show();
}

function show(): void {
  const list = element("results");
  list.replaceChildren();
  if (given.size === 0) return say("");
  const key = element<HTMLInputElement>("key").value.trim().toLowerCase();
  const head = readHead(element<HTMLInputElement>("head").value) ?? undefined;
  const verdict = verifyGiven([...given.values()], browserTools, { keyId: key === "" ? undefined : key, head });
  for (const [word, className, sentences] of [
    ["不符", "broken", verdict.problems],
    ["未核对", "open", verdict.open],
    ["相符", "right", verdict.right],
  ] as const)
    for (const sentence of sentences) {
      const item = document.createElement("li");
      item.className = className;
      const badge = document.createElement("strong");
      badge.textContent = word;
      item.append(badge, ` ${sentence}`);
      list.append(item);
    }
  say(summaryOf(verdict));
}

function summaryOf({ problems, open, right }: Verdict): string {
  if (problems.length > 0) return `有 ${problems.length} 处不符。`;
  if (open.length > 0) return `没有发现不符，有 ${open.length} 项没有核对。`;
  return `${right.length} 项全部相符。`;
}

function say(text: string): void {
  element("summary").textContent = text;
}

const dropped = element("drop");
element<HTMLInputElement>("files").addEventListener("change", (event) => {
  void take((event.target as HTMLInputElement).files ?? []);
});
element<HTMLInputElement>("key").addEventListener("input", show);
element<HTMLInputElement>("head").addEventListener("input", show);
element<HTMLInputElement>("head").addEventListener("change", () => {
  const { value } = element<HTMLInputElement>("head");
  element("headProblem").textContent = value.trim() === "" || readHead(value) ? "" : headHint;
});
element("clear").addEventListener("click", () => {
  given.clear();
  element<HTMLInputElement>("files").value = "";
  show();
});
for (const name of ["dragover", "drop"])
  document.addEventListener(name, (event) => {
    event.preventDefault();
    dropped.classList.toggle("over", name === "dragover");
  });
document.addEventListener("dragleave", () => dropped.classList.remove("over"));
document.addEventListener("drop", (event) => void take(event.dataTransfer?.files ?? []));
