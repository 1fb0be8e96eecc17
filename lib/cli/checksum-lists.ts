import { posix, sep } from "node:path";
import type { GivenFile } from "@/lib/domain/proof/given-files";

/** Lists of checksums that a package for the portal brings along (site/hand-over): of a publication of the chain and a volume. */
const listName = /(?:^|\/)checksums-(\d+)-\d+\.sha256$/;

/** What a manifest speaks of: the files in the folder of a unit. Pages and what they share only the lists know. */
const ofReport = /^(?!assets\/)[^/]+\/[^/]+\.(?:pdf|docx|xlsx|json)$/;

const line = /^([0-9a-f]{64}) [ *](.+)$/;

/**
 * Compares files with the lists of checksums among them. Of several that name a file, the newest holds.
 *
 * @param read the text of a list
 * @returns what is right and broken, as sentences, and the files that manifests have to be asked about
 */
export function verifyByLists(
  files: readonly GivenFile[],
  read: (name: string) => string,
): { right: string[]; problems: string[]; rest: GivenFile[] } {
  const byName = new Map(files.map((file) => [file.name.split(sep).join("/"), file]));
  const lists = [...byName.keys()]
    .flatMap((name) => {
      const [, sequence] = listName.exec(name) ?? [];
      return sequence === undefined ? [] : [{ name, sequence: Number(sequence) }];
    })
    .sort((one, other) => other.sequence - one.sequence);
  const right: string[] = [];
  const problems: string[] = [];
  const known = new Set<string>();
  const judged = new Set<string>();
  for (const { name } of lists) {
    let same = 0;
    for (const text of read(name).split(/\r?\n/).filter(Boolean)) {
      const [, sha256, path] = line.exec(text) ?? [];
      if (path === undefined) {
        problems.push(`${name}：有一行不是校验值和文件名，校验表被改动过。`);
        continue;
      }
      const place = posix.join(posix.dirname(name), path);
      if (known.has(place)) continue;
      known.add(place);
      if (!ofReport.test(path)) judged.add(place);
      const found = byName.get(place);
      if (found?.sha256 === sha256) same += 1;
      else problems.push(`${place}：${found ? `与 ${name} 所列的校验值不符` : `在 ${name} 中列有，文件夹里没有`}。`);
    }
    if (same > 0)
      right.push(`${name}：所列的 ${same} 个文件都相符（校验表本身没有签名，压缩包的校验值请向财政局核对）。`);
    judged.add(name);
  }
  const rest = [...byName].flatMap(([name, file]) => (judged.has(name) ? [] : [file]));
  return { right, problems, rest };
}
