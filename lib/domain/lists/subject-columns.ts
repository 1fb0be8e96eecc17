import type { Subject } from "../words/subjects/catalogue";
import type { ListColumn } from "./list-column";

/** A subject as the list of a catalogue has it. */
export type ListedSubject = Pick<Subject, "code" | "name" | "level" | "note" | "source" | "replaces">;

export type SubjectColumnId = "code" | "name" | "level" | "inForce" | "note" | "source" | "replaces";

export const subjectLevelLabels: Record<Subject["level"], string> = { 1: "类", 2: "款", 3: "项" };

/** The list of subjects of one classification, exported and imported; the shipped catalogues' own headings are known. */
export const subjectColumns: readonly ListColumn<ListedSubject, SubjectColumnId>[] = [
  {
    id: "code",
    heading: "科目编码",
    width: 12,
    value: ({ code }) => code,
    read: {
      aliases: ["编码", "科目代码", "代码", "code"],
      isRequired: true,
      as: "code",
      help: "功能分类 3、5、7 位，经济分类 3、5 位。",
    },
  },
  {
    id: "name",
    heading: "科目名称",
    width: 40,
    value: ({ name }) => name,
    read: { aliases: ["名称", "name"], isRequired: true, as: "text", help: "全称。" },
  },
  {
    id: "level",
    heading: "级次",
    width: 8,
    value: ({ level }) => subjectLevelLabels[level],
    read: { aliases: ["level"], as: "code", help: "类、款、项；空白按编码位数。" },
  },
  {
    id: "inForce",
    heading: "在用",
    width: 8,
    value: () => "是",
    read: { aliases: ["是否在用"], as: "text", help: "是或否；空白按是，填否的不再列入。" },
  },
  {
    id: "note",
    heading: "说明",
    width: 60,
    value: ({ note }) => note,
    read: { aliases: ["科目说明", "note"], as: "text", help: "可不填。" },
  },
  {
    id: "source",
    heading: "来源",
    width: 30,
    value: ({ source }) => source,
    read: { aliases: ["source"], as: "text", help: "编码和名称取自哪里；空白按文件名。" },
  },
  {
    id: "replaces",
    heading: "承接原科目",
    width: 20,
    value: ({ replaces }) => replaces ?? "",
    read: { aliases: ["replaces"], as: "codes", help: "由本科目承接的原科目编码，几个用空格隔开。" },
  },
];
