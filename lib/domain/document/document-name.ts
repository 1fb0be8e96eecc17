import { documentNoun } from "./document";

/** What a published report is called: 临沂市罗庄区人民政府办公室本级2021年度单位决算. */
export function documentName({
  unit,
  year,
  document,
}: {
  unit: { name: string };
  year: number;
  document: { title: string };
}): string {
  return `${unit.name}${year}年度${documentNoun({ title: document.title, unitName: unit.name, year })}`;
}
