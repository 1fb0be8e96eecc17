/** How the texts of a letter stand on paper, for PDF and Word alike. Lengths in points, indents in ems. */
export interface LetterTextStyle {
  /** Its name in Word. */
  name: string;
  face: "title" | "heading" | "body" | "song";
  size: number;
  /** Added to the width of every character: twenty-eight of them on a line at 三号. */
  tracking: number;
  /** Distance from line to line. */
  line: number;
  align: "left" | "center" | "right" | "justify";
  /** Indent of the first line. */
  indent: number;
  isBold: boolean;
  isRed: boolean;
  /** Space over it. */
  before: number;
  /** Level of a heading, from 1; 0 for what is none. */
  level: 0 | 1 | 2;
}

/** The type area of an official document (GB/T 9704 5.2), in millimetres: 156 by 225. */
export const letterMargins = {
  portrait: { top: 37, bottom: 35, left: 28, right: 26 },
  // A table of many columns is bound at its head.
  landscape: { top: 28, bottom: 26, left: 35, right: 37 },
} as const;

/** Width of the type area in points. */
export const letterWidths = { portrait: 442, landscape: 638 } as const;

/** Twenty-two lines on a page. */
export const LETTER_LINE = 28.95;

/** 发文机关标志 and the line under it. */
export const letterRed = "d40000";

const plain = {
  face: "body",
  size: 16,
  tracking: -0.25,
  line: LETTER_LINE,
  align: "left",
  indent: 0,
  isBold: false,
  isRed: false,
  before: 0,
  level: 0,
} as const;

/** After GB/T 9704 7.2 to 7.4; 小标宋, 仿宋 and 黑体 where the reader's computer or the office's folder has them. */
export const letterStyles = {
  state: { ...plain, name: "草稿标记", face: "heading" },
  issuer: {
    ...plain,
    name: "发文机关标志",
    face: "title",
    size: 40,
    tracking: 0,
    line: 52,
    before: 70,
    align: "center",
    isBold: true,
    isRed: true,
  },
  documentNumber: { ...plain, name: "发文字号", align: "center", before: 2 * LETTER_LINE },
  title: {
    ...plain,
    name: "公文标题",
    face: "title",
    size: 22,
    tracking: 0,
    line: 36,
    align: "center",
    isBold: true,
    before: 2 * LETTER_LINE,
    level: 1,
  },
  addressee: { ...plain, name: "主送机关", before: LETTER_LINE },
  heading: { ...plain, name: "一级标题", face: "heading", indent: 2, level: 2 },
  paragraph: { ...plain, name: "公文正文", align: "justify", indent: 2 },
  enclosure: { ...plain, name: "附件说明", before: LETTER_LINE },
  signature: { ...plain, name: "署名", align: "right", before: 2 * LETTER_LINE },
  date: { ...plain, name: "成文日期", align: "right" },
  remark: { ...plain, name: "附注", indent: 2 },
  annexMark: { ...plain, name: "附件标记", face: "heading" },
  annexTitle: {
    ...plain,
    name: "附件标题",
    face: "title",
    size: 18,
    tracking: 0,
    line: 28,
    align: "center",
    isBold: true,
    before: 14,
    level: 1,
  },
  moneyUnit: { ...plain, name: "金额单位", face: "song", size: 10.5, tracking: 0, line: 18, align: "right", before: 6 },
  evidenceHead: { ...plain, name: "校验说明", face: "song", size: 8, tracking: 0, line: 12, before: 14 },
  evidence: { ...plain, name: "校验值", face: "song", size: 8, tracking: 0, line: 12 },
} as const satisfies Record<string, LetterTextStyle>;

export type LetterStyle = keyof typeof letterStyles;
