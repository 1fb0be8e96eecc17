import type { DocumentPartId } from "../formats/document-form";
import type { DocumentBlock } from "../text/writing/blocks";

/**
 * The whole statutory document in its neutral form: parts of blocks, no layout.
 * Web, PDF, Word and the open data read it; each has one renderer.
 */
export interface StatutoryDocument {
  /** 2021年度临沂市罗庄区人民政府办公室本级单位决算 */
  title: string;
  unitCode: string;
  unitName: string;
  year: number;
  parts: readonly DocumentPart[];
}

/** 第一部分 单位概况 … 第五部分 附件, under the headings of the format. */
export interface DocumentPart {
  id: DocumentPartId;
  heading: string;
  blocks: readonly DocumentBlock[];
}

/** What a document is of, 单位决算 or 部门决算, by its title: also of one whose format this installation has not any more. */
export function documentNoun({
  title,
  unitName,
  year,
}: Pick<StatutoryDocument, "title" | "unitName" | "year">): string {
  return title.replace(unitName, "").replace(`${year}年度`, "");
}
