/**
 * Ideographs for the characters of CJK Radicals Supplement from U+2E80 on (Unicode Character Database,
 * EquivalentUnifiedIdeograph.txt); two that have none stand for themselves. NFKC knows two of them only.
 */
const radicals = [
  ...(`⺀厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵⺚旡日月歺母民氵氺灬爫爫丬牛` +
    `犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑` +
    `钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟`),
];
const FIRST_RADICAL = 0x2e80;

/** Punctuation that Chinese sets full width: NFKC would make it half width, and a careful reader would mark that. */
const chinesePunctuation = /[^，；：！？（）～…—]+/g;
/** Soft hyphens, joiners, directions and other signs without width. */
const invisible = /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;

/**
 * One form for every character of a text, however a file spells it: radicals and compatibility forms as ideographs,
 * digits and letters half width, every blank a plain one, nothing invisible. Chinese punctuation stays as it is set.
 */
export function inOneForm(text: string): string {
  return text
    .replace(invisible, "")
    .replace(/[\u2e80-\u2ef3]/g, (character) => radicals[character.charCodeAt(0) - FIRST_RADICAL]!)
    .replace(chinesePunctuation, (run) => run.normalize("NFKC"))
    .replace(/(?<=\d)，(?=\d{3}(?:\D|$))/g, ",");
}
