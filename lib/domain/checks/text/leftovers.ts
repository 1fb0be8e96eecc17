import { quoted } from "../../words/quoted";
import type { FunctionRule, Rule } from "../rule/rule";
import { together } from "../performance/performance-rule";
import { foreignName, onPerformanceTexts } from "../performance/report-texts";
import { foreignWords } from "../rule/foreign-words";
import { onEachText } from "./typed-texts";

const logic = { ruleClass: "logic", scope: "form", basis: "预算公开要求（财预〔2016〕143号）" } as const;

/** What a template asks to be replaced or chosen. */
const template =
  /X{2,}|×{2,}|＿{2,}|_{2,}|增加（减少）|增长（下降）|（减少）|（如[^）]*持平[^）]*）|待填|待补充|（\s*）|《\s*》|“\s*”|【[^】]*(?:填写|选择)[^】]*】/i;

/** Words of a whole department in the document of one unit. */
const departmental = /本部门|等单位|部门本级及所属|所属各单位/;

/** What is wrong with a text of its own accord, in words that follow its name. */
function departmentalWord(text: string): string | null {
  const word = departmental.exec(text)?.[0];
  return word ? `用了部门决算的措辞${quoted(word)}。请改为“本单位”或单位名称。` : null;
}

function templateRemains(text: string): string | null {
  const left = template.exec(text)?.[0];
  return left ? `中有模板文字${quoted(left)}没有处理。请填写或删除。` : null;
}

/** The same question to every typed text and to every text of the performance part. */
function everywhere(problem: (text: string) => string | null): FunctionRule["prepare"] {
  return together(
    onPerformanceTexts(problem),
    onEachText("passages", ({ text, name }) => {
      const said = problem(text);
      return said && `${name}${said}`;
    }),
  );
}

/** L-50, L-55, L-58: what remains of another document or of a template. */
export const leftoverRules: readonly Rule[] = [
  {
    id: "L-50",
    ...logic,
    severity: "explain",
    title: "文字中没有其他单位、其他项目、其他年度的内容",
    advice: "请核对是否从其他文本复制。",
    prepare: together(
      onPerformanceTexts(foreignName),
      onEachText("passages", ({ slot, text, name }, context) => {
        if (slot.startsWith("profile.")) return null;
        const foreign = foreignWords(
          text,
          context.performanceEntry?.projects.map((project) => project.name) ?? [],
          context,
        );
        if (foreign) return `${name}${foreign}`;
        const { year } = context.identity;
        const strange = [...text.matchAll(/(20\d\d)年(?!印发|制定|修订|出台)/g)]
          .map(([, stated]) => Number(stated))
          .find((stated) => Math.abs(stated - year) > 1);
        return strange === undefined
          ? null
          : `${name}提到了${strange}年，本报告是${year}年度的。请核对是否从其他文本复制。`;
      }),
    ),
  },
  {
    id: "L-55",
    ...logic,
    severity: "explain",
    title: "单位决算不用部门决算的措辞",
    advice: "请改为“本单位”或单位名称。",
    prepare: everywhere(departmentalWord),
  },
  {
    id: "L-58",
    ...logic,
    severity: "blocking",
    title: "没有未填写、未选择的模板文字",
    advice: "请填写或删除。",
    prepare: everywhere(templateRemains),
  },
];
