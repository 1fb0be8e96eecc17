/**
 * 往来单位 in a package: at their addresses they stand by the identity that the writing installation gave them, beside
 * which the package says what every other one knows them by.
 */
import { findUnitsHere, type CalledUnit } from "@/lib/domain/register/units-elsewhere";
import { formatYuan } from "@/lib/domain/words/amounts";
import {
  begunCounterparts,
  counterpartKey,
  counterpartRow,
  counterpartSlot,
  outsideParty,
  partsOfRow,
  placeOfCounterpartSlot,
} from "@/lib/domain/words/counterparts";
import type { Facts } from "@/lib/domain/words/facts";
import { factsOfPackage } from "@/lib/documents/report-package/read-package";
import type { ReportPackage } from "@/lib/documents/report-package/schema";

/** `101002 区机关服务中心`; the name alone where there is no code. */
const calledText = ({ code, name }: Omit<CalledUnit, "id">) => [code, name].filter(Boolean).join(" ");

/** What `calledText` has written. */
function calledIn(text: string): Omit<CalledUnit, "id"> {
  const [, code = "", name = text] = /^([0-9A-Za-z]{3,20}) (.+)$/.exec(text) ?? [];
  return { code, name };
}

/** The parties that facts name, without `outsideParty`, with what is written of a party that is no unit here. */
function partiesNamed({ amounts, texts }: Pick<Facts, "amounts" | "texts">): Map<string, string> {
  const named = new Map<string, string>();
  for (const place of begunCounterparts(amounts.keys(), texts)) {
    const { party } = place;
    if (party === outsideParty) continue;
    named.set(party, named.get(party) || (texts.get(counterpartSlot(place, "name")) ?? "").trim());
  }
  return named;
}

/** Code and name of every counterpart that a report names; `units`: those that the register has, in its year. */
export function partiesOf(facts: Facts, units: readonly CalledUnit[]): ReportPackage["parties"] {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  return [...partiesNamed(facts)].flatMap(([id, written]) => {
    const unit = byId.get(id);
    if (unit?.name) return [{ id, code: unit.code, name: unit.name }];
    return written === "" ? [] : [{ id, ...calledIn(written) }];
  });
}

/**
 * A package with its counterparts at the units that this installation has in the year. One that it has not stays where
 * it is, with its code and name in the text beside it, and is told.
 */
export function placeParties(
  content: ReportPackage,
  units: readonly CalledUnit[],
): { content: ReportPackage; notes: string[] } {
  const facts = factsOfPackage(content);
  const named = partiesNamed(facts);
  const described = new Map(content.parties.map((party) => [party.id, party]));
  const parties = [...named].map(([id, written]): CalledUnit => described.get(id) ?? { id, ...calledIn(written) });
  const found = findUnitsHere(parties, units);
  const here = (party: string) => found.get(party)?.unitId ?? party;
  const unknown = parties.filter(({ id }) => found.get(id)!.unitId === null);
  const names = new Map(unknown.map((party) => [party.id, calledText(party)]));

  const texts = content.texts.flatMap(({ slot, text }) => {
    const place = placeOfCounterpartSlot(slot);
    if (!place || place.party === outsideParty) return [{ slot, text }];
    // Of a unit that the register has, the register says the name; of any other it is written anew below.
    if (place.text === "name") return [];
    return [{ slot: counterpartSlot({ ...place, party: here(place.party) }, place.text), text }];
  });
  for (const place of begunCounterparts(facts.amounts.keys(), facts.texts)) {
    const text = names.get(place.party);
    if (text) texts.push({ slot: counterpartSlot(place, "name"), text });
  }
  return {
    content: {
      ...content,
      facts: content.facts.map((fact) => {
        const at = fact.sheet === "counterparts" ? partsOfRow(fact.row) : null;
        return at ? { ...fact, row: counterpartRow({ ...at, party: here(at.party) }) } : fact;
      }),
      texts,
      parties: parties.map((party) => ({ ...party, id: here(party.id) })).filter(({ name }) => name !== ""),
    },
    notes: unknown.map((party) => {
      const match = found.get(party.id)!;
      const other = match.unitId === null ? match.hasCode : null;
      const amounts = begunCounterparts(facts.amounts.keys(), [])
        .filter((place) => place.party === party.id)
        .map((place) => facts.amounts.get(counterpartKey(place)) ?? 0);
      const sum = `${formatYuan(amounts.reduce((total, amount) => total + amount, 0))} 元`;
      return (
        `${party.name === "" ? "报告包没有写明名称的往来单位" : `往来单位“${calledText(party)}”`}` +
        `在本区 ${content.year} 年度的名录中没有${other ? `（代码 ${party.code} 在本区是“${other.name}”）` : ""}，` +
        `${amounts.length > 1 ? `${amounts.length} 笔共 ` : ""}${sum}按原样保留。` +
        `请在往来单位中删除${amounts.length > 1 ? "这些笔" : "该笔"}，改选本区单位或“区外单位”。`
      );
    }),
  };
}
