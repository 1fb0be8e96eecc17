import type { DocumentBlock } from "../text/writing/blocks";

/**
 * The whole statutory document in its neutral form: five parts of blocks, no layout.
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

/** 第一部分 单位概况 … 第五部分 附件. */
export interface DocumentPart {
  id: "profile" | "tables" | "narrative" | "glossary" | "attachments";
  heading: string;
  blocks: readonly DocumentBlock[];
}
