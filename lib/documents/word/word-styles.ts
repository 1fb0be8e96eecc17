import { AlignmentType, type IParagraphStyleOptions, type IStylesOptions, LineRuleType } from "docx";

/** Faces of an official document by their Chinese names: Word and WPS on Chinese computers have them. */
export const wordFonts = {
  body: font("仿宋"),
  song: font("宋体"),
  hei: font("黑体"),
  kai: font("楷体"),
} as const;

function font(eastAsia: string) {
  return { ascii: "Times New Roman", hAnsi: "Times New Roman", cs: "Times New Roman", eastAsia };
}

/** Half points and twentieths of a point, as Word counts. */
export const halfPoints = (points: number) => Math.round(points * 2);
export const twips = (points: number) => Math.round(points * 20);
export const twipsOfMillimetres = (millimetres: number) => Math.round((millimetres * 1440) / 25.4);

const exact = (points: number) => ({ line: twips(points), lineRule: LineRuleType.EXACT });

const heading = (
  id: string,
  name: string,
  options: Pick<IParagraphStyleOptions, "run" | "paragraph">,
): IParagraphStyleOptions => ({
  id,
  name,
  basedOn: "Normal",
  next: "Normal",
  quickFormat: true,
  ...options,
});

/** Titles of statutory tables, which the contents name. */
export const statutoryTitle = "表标题";

const tableTitle: Parameters<typeof heading>[2] = {
  run: { font: wordFonts.song, size: halfPoints(18), bold: true, color: "000000" },
  paragraph: {
    alignment: AlignmentType.CENTER,
    keepNext: true,
    spacing: { after: 80, ...exact(26) },
    outlineLevel: 1,
  },
};

/**
 * Styles with the names Word itself uses, so that its navigation, contents and accessibility checks know the headings.
 */
export const wordStyles: IStylesOptions = {
  default: {
    document: {
      // The first language is that of figures and Latin letters: as Chinese, LibreOffice breaks a line inside a number.
      run: { font: wordFonts.body, size: halfPoints(16), language: { value: "en-US", eastAsia: "zh-CN" } },
      paragraph: { spacing: exact(28.5) },
    },
  },
  paragraphStyles: [
    heading("Heading1", "heading 1", {
      run: { font: wordFonts.song, size: halfPoints(22), bold: true, color: "000000" },
      paragraph: {
        alignment: AlignmentType.CENTER,
        keepNext: true,
        spacing: { before: 240, after: 240, ...exact(34) },
        outlineLevel: 0,
      },
    }),
    heading("Heading2", "heading 2", {
      run: { font: wordFonts.hei, size: halfPoints(16), color: "000000" },
      paragraph: { keepNext: true, indent: { firstLine: twips(32) }, outlineLevel: 1 },
    }),
    heading("Heading3", "heading 3", {
      run: { font: wordFonts.kai, size: halfPoints(16), bold: true, color: "000000" },
      paragraph: { keepNext: true, indent: { firstLine: twips(32) }, outlineLevel: 2 },
    }),
    heading("Heading4", "heading 4", {
      run: { font: wordFonts.body, size: halfPoints(16), bold: true, color: "000000" },
      paragraph: { keepNext: true, indent: { firstLine: twips(32) }, outlineLevel: 3 },
    }),
    // A first-line indent would push the title of a table off its centre, hence styles of their own. Only those of statutory
    // tables are collected by the contents; the outline beside the text has both, as bookmarks of the PDF have.
    heading("TableTitle", statutoryTitle, tableTitle),
    heading("FormTitle", "附表标题", tableTitle),
    {
      id: "BodyIndent",
      name: "正文缩进",
      basedOn: "Normal",
      quickFormat: true,
      paragraph: { alignment: AlignmentType.BOTH, indent: { firstLine: twips(32) } },
    },
    {
      id: "TOC1",
      name: "toc 1",
      basedOn: "Normal",
      run: { font: wordFonts.hei, size: halfPoints(14) },
      paragraph: { spacing: exact(23) },
    },
    {
      id: "TOC2",
      name: "toc 2",
      basedOn: "Normal",
      run: { size: halfPoints(14) },
      paragraph: { indent: { left: twips(28) }, spacing: exact(23) },
    },
  ],
};
