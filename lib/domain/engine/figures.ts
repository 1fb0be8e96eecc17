/** The only face of the engine: figures in, tables, sums, provenance and broken comparisons out. */
export { compareFigures, isBlankSum, isBlankTerm, termsOf, valueOfSum } from "./inside/comparisons";
export { formFacts } from "./inside/fact-blocks";
export { labelOfCell, printAmount, printTable } from "./inside/printed-table";
export { printedCells } from "./inside/printed-cells";
export { programForFacts, programForSuppliedTables } from "./inside/program";
export {
  dependentsOf,
  factorsBehind,
  factsBehind,
  labelOfFact,
  labelOfSheetFact,
  provenanceOf,
} from "./inside/provenance";
export { cellReader, columnReader, factColumnReader, factReader, isEntered } from "./inside/readers";
export { factsWhere, selectFacts, statedKeys } from "./inside/fact-selection";
export { controlCells, priorYearCells } from "./inside/stated-cells";
export { placedCells, tableColumns } from "./inside/table-columns";
