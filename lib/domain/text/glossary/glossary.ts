import type { PrintedTable } from "../../engine/contract";
import type { PrintedReport } from "../writing/report-figures";
import type { SubjectCatalogue } from "../../words/subjects/catalogue";
import { formatOf } from "../../formats/format-of";

export interface GlossaryTerm {
  /** Address on the page: `term.2010301`. */
  id: string;
  term: string;
  definition: string;
}

/** Tables whose 项 are explained. */
const subjectTables = ["income", "expenditure", "generalPublicExpenditure", "governmentFund", "stateCapital"] as const;

/**
 * 第四部分 名词解释: the general terms that tables or text use; then, where the format explains subjects, every 项 that a
 * table prints, under its full name with the explanation of the year's classification. Chosen from what is really
 * there, so that no term can be missing or superfluous. A subject for which the classification has no explanation is
 * explained by its name.
 */
export function glossaryOf(model: PrintedReport, functional: SubjectCatalogue, text: string): GlossaryTerm[] {
  const spoken = text + wordsOf(model.printedTables());
  const { terms, explainsSubjects } = formatOf(model.identity.tableSetId);
  const general = terms
    .filter(({ words }) => words.some((word) => spoken.includes(word)))
    .map(({ term, definition }): GlossaryTerm => ({ id: `term.${term}`, term, definition }));
  return explainsSubjects ? [...general, ...subjectTerms(model, functional)] : general;
}

function subjectTerms(model: PrintedReport, functional: SubjectCatalogue): GlossaryTerm[] {
  const codes = new Set(
    subjectTables.flatMap((table) => model.tableRows(table).flatMap(({ id, kind }) => (kind === "item" ? [id] : []))),
  );
  return [...codes].sort().map((code): GlossaryTerm => {
    const nameOf = (each: string) => functional.get(each)?.name ?? each;
    const name = nameOf(code);
    // The mark of the fund (【政府性基金】) is the catalogue's, not part of the explanation.
    const note = (functional.get(code)?.note ?? "").replace(/^【[^】]*】/, "").replace(/。?$/, "。");
    return {
      id: `term.${code}`,
      term: `${nameOf(code.slice(0, 3))}(类)${nameOf(code.slice(0, 5))}(款)${name}(项)`,
      definition: note === "。" ? `反映${name}方面的支出。` : note,
    };
  });
}

function wordsOf(tables: readonly PrintedTable[]): string {
  return tables
    .map(({ title, header, rows }) =>
      [title, ...[...header, ...rows.map(({ cells }) => cells)].flatMap((cells) => cells.map(({ text }) => text))].join(
        "\n",
      ),
    )
    .join("\n");
}
