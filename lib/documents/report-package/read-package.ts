import { z } from "zod";
import { fromDecimalYuan } from "@/lib/domain/words/amounts";
import { keyOf, type FactAddress, type FactKey } from "@/lib/domain/words/fact-address";
import type { Facts } from "@/lib/domain/words/facts";
import { addressProblem, addressProblemMessages } from "@/lib/domain/formats/address-problem";
import type { EntrySheets } from "@/lib/domain/formats/entry-sheets";
import type { SubjectCatalogue } from "@/lib/domain/words/subjects/catalogue";
import { kindOfFile } from "@/lib/documents/file-kinds/kind-of-file";
import {
  MAX_PACKAGE_BYTES,
  packageHeadSchema,
  reportPackageSchemaOf,
  type ReportPackage,
} from "@/lib/documents/report-package/schema";

/** What is wrong, and where in the file: `facts[3].yuan`; the path is empty when it is the file as a whole. */
export interface PackageProblem {
  path: string;
  message: string;
}

export type PackageReading = { ok: true; package: ReportPackage } | { ok: false; problems: PackageProblem[] };

/** At most this many problems are listed; a file that is wrong throughout needs no longer list. */
const MAX_PROBLEMS = 200;

/** Reads the bytes of a package file. Every problem is named; nothing is guessed and nothing is left out silently. */
export function readPackage(bytes: Uint8Array): PackageReading {
  const tooLarge = sizeProblem(bytes.byteLength);
  if (tooLarge) return refuse([tooLarge]);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    const kind = kindOfFile(bytes);
    const message =
      kind !== null && kind.id !== "json" && kind.id !== "reportPackage"
        ? `这是${kind.name}，不是报告包。请选择由本系统导出的报告包（.json）。`
        : error instanceof SyntaxError
          ? "不是完整的 JSON 文件，可能被截断或改动过，请重新导出或传输。"
          : "文件编码不是 UTF-8，请重新导出。";
    return refuse([{ path: "", message }]);
  }
  return validatePackage(value);
}

/** Asked before a file is read into memory; `undefined` when its size is all right. */
export function sizeProblem(byteLength: number): PackageProblem | undefined {
  if (byteLength <= MAX_PACKAGE_BYTES) return undefined;
  return {
    path: "",
    message: `文件大小为${(byteLength / 1024 / 1024).toFixed(1)} MB，超过上限 ${MAX_PACKAGE_BYTES / 1024 / 1024} MB。`,
  };
}

/** Validates parsed JSON. */
export function validatePackage(value: unknown): PackageReading {
  const error = z.locales.zhCN().localeError;
  const head = packageHeadSchema.safeParse(value, { error });
  const result = head.success ? reportPackageSchemaOf(head.data.tableSetId).safeParse(value, { error }) : head;
  if (result.success) return { ok: true, package: result.data as ReportPackage };
  return refuse(result.error.issues.map(({ path, message }) => ({ path: pathOf(path), message })));
}

/**
 * What only the year's format and catalogues can tell: whether each cell exists, is at the right level and belongs to
 * its fund.
 */
export function cellProblems(
  content: ReportPackage,
  sheets: EntrySheets,
  catalogues: { functional: SubjectCatalogue; economic: SubjectCatalogue },
): PackageProblem[] {
  return content.facts.flatMap((fact, index) => {
    const problem = addressProblem(fact, sheets, catalogues);
    return problem === undefined
      ? []
      : [{ path: `facts[${index}]`, message: `（${keyOf(fact)}）${addressProblemMessages[problem]}` }];
  });
}

/** The amounts and counts of a package by address; money in fen. */
export function valuesOf(content: ReportPackage): { address: FactAddress; value: number }[] {
  return content.facts.map(({ sheet, row, fund, column, yuan, count, score }) => ({
    address: { sheet, row, fund, column },
    // The schema saw to it that exactly one of them is there.
    value: count ?? fromDecimalYuan((yuan ?? score)!),
  }));
}

/** The facts of a package as the domain computes with them. */
export function factsOfPackage(content: ReportPackage): Facts {
  return {
    amounts: new Map<FactKey, number>(valuesOf(content).map(({ address, value }) => [keyOf(address), value])),
    texts: new Map(content.texts.filter(({ text }) => text !== "").map(({ slot, text }) => [slot, text])),
  };
}

function refuse(problems: PackageProblem[]): PackageReading {
  if (problems.length <= MAX_PROBLEMS) return { ok: false, problems };
  return {
    ok: false,
    problems: [
      ...problems.slice(0, MAX_PROBLEMS),
      { path: "", message: `另有${problems.length - MAX_PROBLEMS}处问题未列出。` },
    ],
  };
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === "number" ? `${text}[${part}]` : text === "" ? String(part) : `${text}.${String(part)}`,
    "",
  );
}
