import { createHash } from "node:crypto";
import { createReadStream, readFileSync, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { z } from "zod";
import { verifyByLists } from "@/lib/cli/checksum-lists";
import { chooseDistrict, withInstallation } from "@/lib/cli/installation";
import { verifySite } from "@/lib/cli/verify-site";
import { verifyGiven, type GivenFile, type Known, type Verdict } from "@/lib/domain/proof/given-files";
import { headHint, readHead } from "@/lib/domain/proof/log";
import { checkAuditLog, readAuditHead } from "@/lib/features/audit-chain/data";
import { checkLog, checkPublications, readCoverage, readProofHead } from "@/lib/features/proof/data";
import { listDistricts } from "@/lib/features/report-package/data";
import { proofTools } from "@/lib/platform/ed25519";

export const verifySchema = z.object({
  key: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "密钥编号为 64 位十六进制。")
    .optional(),
  head: z
    .string()
    .transform((text, context) => {
      const head = readHead(text);
      if (head) return head;
      context.addIssue({ code: "custom", message: headHint });
      return z.NEVER;
    })
    .optional(),
  district: z.string().optional(),
});

/** Longer files are none of our JSON. */
const LONGEST_TEXT = 20_000_000;
/** Nothing is wrong with that after an update: pages are made when somebody asks for them. */
const pagesNotThere =
  "页面没有核对：没有用本版本、本网址（NEXTAUTH_URL）生成的页面。请先执行 npm run build，并使用与服务同样的设置。";

/** Publications of the own installation between two words of progress. */
const AT_A_TIME = 500;

/**
 * Verifies a file, a folder of files, the installation at an address, or this one; prints what is right and what is not.
 *
 * @returns the exit code: 1 when something is broken, 3 when nothing is, but something could not be compared.
 */
export async function verify(target: string | undefined, options: z.infer<typeof verifySchema>): Promise<number> {
  const known: Known = { keyId: options.key, head: options.head };
  if (target === undefined) return verifyInstallation(options.district);
  if (/^https?:\/\//.test(target)) return tell(await verifySite(target, known, (line) => console.error(line)));
  const kind = statSync(target, { throwIfNoEntry: false });
  if (!kind) {
    console.error(`没有文件或文件夹“${target}”。网址请连同 http:// 或 https:// 一起写。`);
    return 1;
  }
  const files = kind.isDirectory() ? await filesBelow(target) : [target, ...manifestsBeside(target)];
  const given: GivenFile[] = [];
  const folder = kind.isDirectory() ? target : dirname(target);
  for (const file of files) given.push(await readGiven(file, relative(folder, file)));
  const listed = verifyByLists(given, (name) => readFileSync(join(folder, name), "utf8"));
  const rest = verifyGiven(listed.rest, proofTools, known);
  return tell({
    right: [...listed.right, ...rest.right],
    problems: [...listed.problems, ...rest.problems],
    open: rest.open,
  });
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Manifests in the folder of a file, which it is compared with. */
function manifestsBeside(file: string): string[] {
  if (file.endsWith(".manifest.json")) return [];
  // 101001-2021-v1.pdf and 101001-2021-v1.manifest.json
  const manifest = join(dirname(file), `${basename(file).replace(/\.(?:snapshot\.json|[^.]+)$/, "")}.manifest.json`);
  return statSync(manifest, { throwIfNoEntry: false })?.isFile() ? [manifest] : [];
}

async function readGiven(file: string, name: string): Promise<GivenFile> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const part of createReadStream(file)) {
    hash.update(part as Buffer);
    bytes += (part as Buffer).length;
  }
  const text = file.endsWith(".json") && bytes <= LONGEST_TEXT ? readFileSync(file, "utf8") : null;
  return { name, bytes, sha256: hash.digest("hex"), text };
}

/**
 * Compares everything that this installation has published with its signed log, and its audit log with its chain: of the
 * district of a code, or of all.
 *
 * @returns the worst exit code of them.
 */
export async function verifyInstallation(code: string | undefined): Promise<number> {
  return withInstallation(async () => {
    const all = code === undefined ? await listDistricts() : [];
    const one = all.length === 0 ? await chooseDistrict(code) : null;
    const codes: number[] = [];
    for (const district of one ? [one] : all) codes.push(await verifyDistrict(district));
    return codes.length === 0 || codes.includes(1) ? 1 : Math.max(...codes);
  });
}

async function verifyDistrict(district: { id: string; name: string }): Promise<number> {
  // Only here: it brings everything that renders pages with it.
  const pages = (await import("@/site/covered-pages")).coveredPages();
  const pageCount = (await pages?.count(district.id)) ?? 0;
  const problems = await checkLog(district.id, pages);
  const [head, { publications }] = await Promise.all([readProofHead(district.id), readCoverage(district.id)]);
  for (let from = 1; from <= publications; from += AT_A_TIME) {
    const to = Math.min(publications, from + AT_A_TIME - 1);
    problems.push(...(await checkPublications(district.id, { from, to }, pages)));
    console.error(`已核对 ${to}/${publications} 份公开`);
  }
  problems.push(...(await checkAuditLog(district.id)));
  const audit = await readAuditHead(district.id);
  if (problems.length > 0) return tell({ right: [], problems, open: [] });
  const ofAudit = audit
    ? `${district.name}：审计日志 ${audit.sequence} 条都相符；链头 ${audit.sequence}:${audit.hash}`
    : `${district.name}：还没有审计日志。`;
  if (!head) return tell({ right: [`${district.name}：还没有公开的决算。`, ofAudit], problems, open: [] });
  const right = `${district.name}：清单日志 ${head.entry} 条、公开 ${publications} 份及其文件、页面 ${pageCount} 个都相符；链头 ${head.entry}:${head.hash}`;
  const open = pageCount > 0 ? [] : [pagesNotThere];
  return tell({ right: [right, ofAudit], problems, open });
}

function tell({ right, problems, open }: Verdict): number {
  for (const line of right) console.log(`相符　${line}`);
  for (const line of open) console.log(`未核对　${line}`);
  for (const line of problems) console.log(`不符　${line}`);
  if (problems.length > 0) console.error(`发现 ${problems.length} 处不符，第一处：${problems[0]}`);
  return problems.length > 0 ? 1 : open.length > 0 ? 3 : 0;
}
