import type { FactAddress, SheetId } from "../words/fact-address";
import type { InSum, Measure, SheetDefinition } from "./sheet-definition";

/** What no format declares: only some units state control totals, and what units paid each other is eliminated instead. */
const besideSheets: Partial<Record<SheetId, InSum>> = {
  control: "left",
  counterparts: "left",
  openingAdjustments: "added",
  priorYear: "memberByMember",
};

/** The entry sheets of one format, made once with it. Whoever asks about a sheet asks those of the report's year. */
export class EntrySheets<const All extends readonly SheetDefinition[] = readonly SheetDefinition[]> {
  private readonly byId: ReadonlyMap<string, SheetDefinition>;

  /** @param all in the order of the desk */
  constructor(readonly all: All) {
    this.byId = new Map(all.map((sheet: SheetDefinition) => [sheet.id, sheet]));
  }

  /**
   * The declaration of a sheet; `control` and `priorYear` have none: their rows are the cells of the tables. Nor has
   * `openingAdjustments`, whose rows are those of the openings, nor `counterparts`, whose rows are 项 with other units.
   */
  find(id: string): SheetDefinition | undefined {
    return this.byId.get(id);
  }

  /** What a fact at the address measures. */
  measureOf(address: Pick<FactAddress, "sheet" | "row">): Measure {
    const rows = this.byId.get(address.sheet)?.rows;
    if (rows?.kind !== "fixed") return "money";
    return rows.rows.find(({ id }) => id === address.row)?.measure ?? "money";
  }

  /** Whether a negative amount may stand on the sheet (refunds; L-06 asks for an explanation). */
  allowsNegative({ sheet }: Pick<FactAddress, "sheet">): boolean {
    if (sheet === "control" || sheet === "priorYear" || sheet === "openingAdjustments") return true;
    // A refund between units is negative on both sides.
    if (sheet === "counterparts") return true;
    return this.byId.get(sheet)?.allowNegative ?? false;
  }

  /** What becomes of a fact in the accounts of several units; one that the format has not stays the unit's own. */
  inSumOf({ sheet, row }: Pick<FactAddress, "sheet" | "row">): InSum {
    const beside = besideSheets[sheet];
    if (beside) return beside;
    const declared = this.byId.get(sheet);
    if (!declared) return "left";
    const own = declared.rows.kind === "fixed" ? declared.rows.rows.find(({ id }) => id === row)?.inSum : undefined;
    return own ?? declared.inSum;
  }
}
