/** What the kinds of offices are called at the end of a short name. */
const endings: readonly (readonly [long: string, short: string])[] = [
  ["委员会", "委"],
  ["办公室", "办"],
  ["服务中心", "中心"],
  ...["中心", "局", "委", "办", "院", "所", "站", "馆", "队", "处", "台", "校"].map((each) => [each, each] as const),
];

/** Name without the district in front, 人民 before 政府, and 本级 behind: 临沂市罗庄区教育和体育局本级 → 教育和体育局. */
export function stemOf(name: string, districtName: string): string {
  const tail = /[^省市州盟]*$/.exec(districtName)?.[0] ?? "";
  const prefix = [districtName, tail].find((each) => each !== "" && name.startsWith(each)) ?? "";
  const stem = name
    .slice(prefix.length)
    .replace(/本级$/, "")
    .replace(/^人民政府/, "政府");
  return stem || name;
}

/**
 * Short names that people make of the name of an office, by the rule that they take a sign of each part or word:
 * 教育和体育局 → 教体局, 住房和城乡建设局 → 住建局, 卫生健康局 → 卫健局, 政府办公室 → 政府办. Not every one of them is in
 * use: they are for finding, never for showing.
 */
export function shortNamesOf(stem: string): string[] {
  const ending = endings.find(([long]) => stem.endsWith(long));
  if (!ending) return [];
  const [long, short] = ending;
  const body = stem.slice(0, -long.length);
  if (body === "") return [];
  const parts = body.split(/[和与及、]/).filter(Boolean);
  const words = parts.map((part) => part.match(/.{1,2}/gu) ?? []);
  const first = (texts: readonly string[]) => texts.map((text) => [...text][0]).join("");
  const bodies = new Set<string>();
  if (parts.length > 1) {
    bodies.add(first(parts));
    bodies.add(first([parts[0]!, words.at(-1)!.at(-1)!]));
  } else if (words[0]!.length > 1) {
    bodies.add(first(words[0]!));
    bodies.add(first(words[0]!.slice(0, 2)));
  }
  if (short !== long) bodies.add(body);
  return [...bodies].map((each) => each + short).filter((each) => [...each].length > 2 && each !== stem);
}
