import { nameOf, type CoveredFile, type CoveredPage, type Manifest, type PublicationFacts } from "./entry";

/** What a file is, by its own bytes. */
export interface Measured {
  bytes: number;
  sha256: string;
  /** Where that is kept beside it. */
  madeAt?: string;
}

/** The parts of a publication that a manifest states, as they are called for people, in the order in which they are compared. */
const statedParts: readonly (readonly [label: string, of: (facts: PublicationFacts) => unknown])[] = [
  ["公开内容的校验值", ({ snapshot }) => snapshot.sha256],
  ["公开内容的长度", ({ snapshot }) => snapshot.bytes],
  ["上一环", ({ previousHash }) => previousHash],
  ["本环", ({ chainHash }) => chainHash],
  ["序号", ({ sequence }) => sequence],
  ["范围", ({ scope }) => scope],
  ["单位代码", ({ unit }) => unit.code],
  ["单位名称", ({ unit }) => unit.name],
  ["年度", ({ year }) => year],
  ["版本号", ({ number }) => number],
  ["更正原因", ({ correctionReason }) => correctionReason],
  ["批复时间", ({ approvedAt }) => approvedAt],
  ["公开时间", ({ publishedAt }) => publishedAt],
];

/** Where what is stored of a publication is not what its manifest states, as one sentence for each part. */
export function differencesOf({ publication }: Manifest, stored: PublicationFacts): string[] {
  return statedParts.flatMap(([label, of]) =>
    of(publication) === of(stored)
      ? []
      : [
          `${nameOf(publication)}：${label}与清单不一致，清单为“${String(of(publication) ?? "")}”，现为“${String(of(stored) ?? "")}”。`,
        ],
  );
}

/** Whether a file is the one that a manifest states; the sentence that says why not. */
export function problemOfFile(
  { publication }: Pick<Manifest, "publication">,
  stated: CoveredFile,
  found: Measured | null,
): string | null {
  const place = `${nameOf(publication)}：文件 ${stated.name} `;
  if (!found) return `${place}不见了。`;
  if (found.sha256 === stated.sha256)
    return found.madeAt === undefined || found.madeAt === stated.madeAt
      ? null
      : `${place}的制作时间与清单不一致，清单为 ${stated.madeAt}，现为 ${found.madeAt}。`;
  return `${place}与清单不一致，清单的校验值为 ${stated.sha256}（${stated.bytes} 字节），现为 ${found.sha256}（${found.bytes} 字节）。`;
}

/**
 * Every file of a manifest compared with those that are there, by format; files that no manifest names are named, too,
 * unless they were made so lately that they are still to be signed.
 *
 * @param settled ISO 8601: what was made before is signed by now.
 */
export function problemsOfFiles(manifest: Manifest, found: ReadonlyMap<string, Measured>, settled: string): string[] {
  const { publication, files } = manifest;
  const stated = new Set(files.map(({ format }) => format));
  return [
    ...files.flatMap((file) => problemOfFile(manifest, file, found.get(file.format) ?? null) ?? []),
    ...[...found]
      .filter(([format, { madeAt }]) => !stated.has(format) && !(madeAt !== undefined && madeAt > settled))
      .map(([format]) => `${nameOf(publication)}：${format} 文件没有列入清单。`),
  ];
}

/** Whether a page is one that the manifests name for its address; the sentence that says why not. */
export function problemOfPage(
  stated: readonly CoveredPage[],
  path: string,
  found: Pick<Measured, "bytes" | "sha256"> | null,
): string | null {
  if (!found) return `页面 ${path} 不见了。`;
  const named = stated.filter((page) => page.path === path);
  if (named.some(({ sha256 }) => sha256 === found.sha256)) return null;
  const measured = `现为 ${found.sha256}（${found.bytes} 字节）`;
  return named.length === 0
    ? `页面 ${path} 没有列入清单，${measured}。`
    : `页面 ${path} 与清单不一致，清单的校验值为 ${named.map(({ sha256 }) => sha256).join("、")}，${measured}。`;
}
