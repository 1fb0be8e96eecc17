import { parseFactKey, type FactAddress, type FactKey } from "../facts/address";
import type { Program } from "../model/program";

/** The program's facts that `wanted` accepts, with their slots: looked up once, read after every edit. */
export function factSlots(program: Program, wanted: (address: FactAddress) => boolean): { slot: number; key: FactKey }[] {
  const factCount = program.values.length - program.cells.length;
  return Array.from({ length: factCount }, (_, slot) => slot).flatMap((slot) => {
    const source = program.idOfSlot(slot);
    return source.kind === "fact" && wanted(parseFactKey(source.key)) ? [{ slot, key: source.key }] : [];
  });
}
