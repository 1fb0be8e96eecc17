import { quoted } from "../../words/quoted";
import type { Rule } from "../rule/rule";
import { suppliedTextDeviations } from "./supplied-narrative";
import { onEachText, onTexts, type TypedText } from "./typed-texts";

const text = { scope: "form", basis: "部门决算公开要求（情况说明）" } as const;

const MIN_REASON_LENGTH = 5;
/** As many figures may share one reason word for word before it stops explaining any of them. */
const MAX_REPETITIONS = 4;

const rises = ["增加", "增长", "上升", "提高", "增多", "上涨", "扩大"];
const falls = ["减少", "下降", "压减", "降低", "缩减", "核减", "缩小"];

/** The last word of direction in a text; `null` when it has none. */
function lastDirection(words: string): "rise" | "fall" | null {
  const last = (candidates: readonly string[]) => Math.max(...candidates.map((word) => words.lastIndexOf(word)));
  const [rise, fall] = [last(rises), last(falls)];
  return rise === fall ? null : rise > fall ? "rise" : "fall";
}

/** What a text says to have risen or fallen: the four characters before the word of direction. */
function activities({ text: words }: TypedText): { subject: string; direction: "rise" | "fall" }[] {
  return [...words.matchAll(/([\p{Script=Han}]{4})(?:开展|相对|有所|明显)?(增加|增长|增多|减少|下降)/gu)].map(
    ([, subject, word]) => ({ subject: subject!, direction: rises.includes(word!) ? "rise" : "fall" }),
  );
}

/** Reasons that speak of the other direction than the change they explain. */
const contradictedDirections = onEachText("reasons", ({ slot, text: words, name }) => {
  const direction = /\.(rise|fall)$/.exec(slot)?.[1];
  const said = lastDirection(words);
  if (!direction || said === null || said === direction) return null;
  return `${name}说的是${said === "rise" ? "增加" : "减少"}，所说明的数据却是${direction === "rise" ? "增加（大于）" : "减少（小于）"}。请核对原因与增减方向。`;
});

/** L-31, V-30, V-31: typed reasons against the change they explain, and against each other. */
export const reasonRules: readonly Rule[] = [
  {
    id: "L-31",
    ruleClass: "logic",
    severity: "explain",
    ...text,
    title: "变动原因的方向与数据的增减方向一致",
    advice: "请核对原因与增减方向。",
    prepare: (figures, context) => {
      const ofReasons = contradictedDirections(figures, context);
      const ofText = suppliedTextDeviations("L-31");
      return () => [...ofReasons(), ...ofText(figures, context)];
    },
  },
  {
    id: "V-30",
    ruleClass: "verification",
    severity: "hint",
    ...text,
    title: "变动原因具体，不过于简短，不多处雷同",
    advice: "请写明具体原因。",
    prepare: onTexts("reasons", (texts) => {
      const places = new Map<string, TypedText[]>();
      for (const each of texts) places.set(each.text.trim(), [...(places.get(each.text.trim()) ?? []), each]);
      const short = texts
        .filter(({ text: words }) => words.trim().length < MIN_REASON_LENGTH)
        .map(({ slot, name }) => ({ place: slot, message: `${name}过于简短。请写明具体原因。`, slots: [slot] }));
      const repeated = [...places.values()]
        .filter((same) => same.length > MAX_REPETITIONS)
        .map((same) => ({
          place: same[0]!.slot,
          message: `${same[0]!.name}在 ${same.length} 处一字不差。请分别写明具体原因。`,
          slots: same.map(({ slot }) => slot),
        }));
      return [...short, ...repeated];
    }),
  },
  {
    id: "V-31",
    ruleClass: "verification",
    severity: "explain",
    ...text,
    title: "各处变动原因不互相矛盾",
    advice: "请核对后统一口径。",
    prepare: onTexts("reasons", (texts) => {
      const said = new Map<string, { direction: "rise" | "fall"; by: TypedText }>();
      return texts.flatMap((each) =>
        activities(each).flatMap(({ subject, direction }) => {
          const before = said.get(subject);
          if (!before) said.set(subject, { direction, by: each });
          if (!before || before.direction === direction || before.by === each) return [];
          return [
            {
              place: `${before.by.slot}+${each.slot}`,
              message:
                `${before.by.name}说${quoted(subject)}${before.direction === "rise" ? "增加" : "减少"}，` +
                `${each.name}却说它${direction === "rise" ? "增加" : "减少"}。请核对后统一口径。`,
              slots: [before.by.slot, each.slot],
            },
          ];
        }),
      );
    }),
  },
];
