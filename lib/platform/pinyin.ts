import { pinyin } from "pinyin-pro";

const plain = { toneType: "none", type: "array", nonZh: "removed", v: true } as const;

/** The pinyin of the Chinese signs of a text, small letters without tones: 信访局 → xinfangju. ü is v. */
export function pinyinOf(text: string): string {
  return pinyin(text, plain).join("").toLowerCase();
}

/** First letters of the pinyin, lower case, Chinese signs only: 行政运行 → xzyx. */
export function initialsOf(text: string): string {
  return pinyin(text, { ...plain, pattern: "first" })
    .join("")
    .toLowerCase();
}
