// The script of the page that verifies files without network; bundled whole into it (verifier-page.ts).
import { verifyGiven, type GivenFile, type Verdict } from "@/lib/domain/proof/given-files";
import type { ProofTools } from "@/lib/domain/proof/entry";
import { headHint, readHead } from "@/lib/domain/proof/log";
import { chosen, dropped, type Found } from "./given";
import { browserTools, hashing } from "./tools";

/** Longer files are none of our JSON. */
const LONGEST_TEXT = 20_000_000;

/** Bytes that are read at once: in between the page answers and says how far it is. */
const CHUNK = 4_000_000;

/** By what tells them apart: two of one name are two. */
const given = new Map<string, GivenFile>();
/** What could not be read, as sentences by path. */
const unread = new Map<string, string>();
const unreadable = "这台电脑读不出这个文件，没有核对。";

/** Raised by what makes an answer that is still being computed one to a question of before. */
let turn = 0;

const element = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;

/** Signatures that were verified: what is typed beside the files does not change them. */
const verified = new Map<string, boolean>();
const tools: ProofTools = {
  sha256: browserTools.sha256,
  verifies: (key, signature, bytes) => {
    const name = `${key.x} ${signature} ${browserTools.sha256(bytes)}`;
    const known = verified.get(name) ?? browserTools.verifies(key, signature, bytes);
    verified.set(name, known);
    return known;
  },
};

async function take(finding: Found | Promise<Found>): Promise<void> {
  turn += 1;
  const own = turn;
  element("results").replaceChildren();
  say("正在读取文件…");
  const found = await finding;
  for (const path of found.unread) unread.set(path, unreadable);
  for (const path of found.unopened)
    unread.set(path, "浏览器没有打开拖进来的这个文件夹，没有核对；请用“选择文件夹”，或者只拖文件。");
  for (const [at, { path, file }] of found.files.entries()) {
    const hasNamesake = found.files.slice(0, at).some((other) => other.path === path);
    try {
      const read = await readFile(file, (percent) =>
        say(`正在计算校验值：第 ${at + 1} 个，共 ${found.files.length} 个文件，${path}，${percent}%…`),
      );
      // Another choice was made meanwhile, or everything was cleared.
      if (own !== turn) return;
      given.set(hasNamesake ? `${path} ${at}` : path, { name: path, ...read });
      unread.delete(path);
    } catch {
      unread.set(path, unreadable);
    }
  }
  if (own === turn) show();
}

/** Hashes a file piece by piece: a long one neither fills the memory nor stops the page. */
async function readFile(file: File, tell: (percent: number) => void): Promise<Omit<GivenFile, "name">> {
  const hash = hashing();
  const isText = file.name.endsWith(".json") && file.size <= LONGEST_TEXT;
  const decoder = new TextDecoder();
  let text = "";
  for (let at = 0; at < file.size; at += CHUNK) {
    tell(Math.floor((at * 100) / file.size));
    const piece = new Uint8Array(await file.slice(at, at + CHUNK).arrayBuffer());
    hash.update(piece);
    if (isText) text += decoder.decode(piece, { stream: true });
    // The words about it are painted before the next piece.
    await new Promise((resolve) => setTimeout(resolve));
  }
  return { bytes: file.size, sha256: hash.digest(), text: isText ? text + decoder.decode() : null };
}

function show(): void {
  const list = element("results");
  list.replaceChildren();
  if (given.size === 0 && unread.size === 0) return say("");
  const key = element<HTMLInputElement>("key").value.trim().toLowerCase();
  const head = readHead(element<HTMLInputElement>("head").value) ?? undefined;
  const verdict = verifyGiven([...given.values()], tools, { keyId: key === "" ? undefined : key, head });
  verdict.open.push(...Array.from(unread, ([path, why]) => `${path}：${why}`));
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

const place = element("drop");
for (const id of ["files", "folder"])
  element<HTMLInputElement>(id).addEventListener("change", (event) => {
    void take(chosen((event.target as HTMLInputElement).files ?? []));
  });
element<HTMLInputElement>("key").addEventListener("input", show);
element<HTMLInputElement>("head").addEventListener("input", show);
element<HTMLInputElement>("head").addEventListener("change", () => {
  const { value } = element<HTMLInputElement>("head");
  element("headProblem").textContent = value.trim() === "" || readHead(value) ? "" : headHint;
});
element("clear").addEventListener("click", () => {
  turn += 1;
  given.clear();
  unread.clear();
  for (const id of ["files", "folder"]) element<HTMLInputElement>(id).value = "";
  show();
});
for (const name of ["dragover", "drop"])
  document.addEventListener(name, (event) => {
    event.preventDefault();
    place.classList.toggle("over", name === "dragover");
  });
document.addEventListener("dragleave", () => place.classList.remove("over"));
document.addEventListener("drop", (event) => {
  if (event.dataTransfer) void take(dropped(event.dataTransfer));
});
