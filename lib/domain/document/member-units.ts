/** The units that report as one: typed one a line, `名称` or `名称|备注`. */
import type { DocumentForm } from "../formats/document-form";
import type { DocumentGrid, GridCell } from "../text/writing/blocks";
import { memberUnitsSlot } from "../words/facts";

export interface MemberUnit {
  name: string;
  note: string;
}

export function memberUnitsOf(texts: Pick<ReadonlyMap<string, string>, "get">): MemberUnit[] {
  return (texts.get(memberUnitsSlot) ?? "").split(/\r?\n/).flatMap((line) => {
    const [name = "", ...note] = line.split(/[|｜]/).map((part) => part.trim());
    return name === "" ? [] : [{ name, note: note.join("|") }];
  });
}

/** Whether the document lists the units that it adds up, in place of 机构设置. */
export function listsMemberUnits(
  { memberUnits }: Pick<DocumentForm, "memberUnits">,
  texts: Pick<ReadonlyMap<string, string>, "get">,
): boolean {
  return memberUnits !== undefined && memberUnitsOf(texts).length >= memberUnits.least;
}

export function memberUnitsGrid(columns: readonly string[], units: readonly MemberUnit[]): DocumentGrid {
  const centred = (text: string): GridCell => ({ text, align: "center" });
  return {
    title: null,
    widths: [5, 32, 12],
    orientation: "portrait",
    head: [columns.map((text): GridCell => ({ text, align: "center", isHead: true }))],
    body: units.map(({ name, note }, at): GridCell[] => [
      centred(String(at + 1)),
      { text: name, align: "left", isHead: true },
      { text: note, align: "left" },
    ]),
    notes: [],
  };
}
