/** The opening of a fiscal year: its steps, and what is asked before it counts. */
import { yearOf, type Day } from "../register/days";

/** The steps in which a year is prepared, in their order; the summary stands after them. */
export const yearSteps = {
  format: "年度与报表格式",
  subjects: "科目",
  changes: "今年有什么变化",
  deadlines: "期限与时钟",
  units: "谁要编报",
  openings: "年初结转",
} as const;
export type YearStep = keyof typeof yearSteps;
export const yearStepIds = Object.keys(yearSteps) as [YearStep, ...YearStep[]];

/** What the questions before an opening depend on. */
export interface OpeningFacts {
  year: number;
  /** The years that are open or closed already. */
  years: readonly number[];
  deadline: Day;
  today: Day;
  /** Label of the format in force where another one was chosen; `null` where it is that one. */
  formatInForce: string | null;
  catalogueId: string;
  /** Files that were imported into the catalogue, the newest last. */
  importedFiles: readonly string[];
  units: number;
  /** The first day that the register knows of; `null` where nothing in it is dated. */
  registerBegins: Day | null;
  /** Steps that nobody has looked through. */
  unseen: readonly YearStep[];
}

/** What has to be confirmed before a year is opened, as sentences with their consequences. */
export function openingQuestions(facts: OpeningFacts): string[] {
  const { year, deadline, today, formatInForce, catalogueId, units, registerBegins, unseen } = facts;
  const gap = gapBefore(year, facts.years);
  const foreign = foreignYearOf(facts.importedFiles.at(-1) ?? "", year);
  const questions = [
    unseen.length > 0 && `还没有核对：${unseen.map((step) => yearSteps[step]).join("、")}。`,
    gap.length > 0 && gapSentence(year, gap),
    facts.years.some((each) => each > year) &&
      `${Math.max(...facts.years)}年度已经开设，补开${year}年度后，${year + 1}年度的年初结转按${year}年度批复数衔接。`,
    formatInForce !== null && `${year}年度执行的是“${formatInForce}”，选用的是其他格式。`,
    catalogueId !== String(year) && `科目目录是“${catalogueId}”，不是${year}年度的目录。`,
    foreign !== null && `科目由文件“${facts.importedFiles.at(-1)}”导入，文件名写的是${foreign}年，不是${year}年度。`,
    units === 0 && "登记簿中没有应编报本年度决算的单位；开设后登记的单位随登记列入。",
    registerBegins !== null &&
      year < yearOf(registerBegins) &&
      `单位登记簿从${yearOf(registerBegins)}年起才有变动记录，${year}年度的单位按首次登记的名称和归属列出，此前的变动没有记录。`,
    deadline < today && `截止日期${deadline}已经过去，尚未上报的单位将全部列为逾期。`,
  ];
  return questions.filter((question) => question !== false);
}

/** The years between the newest one before and a year, which were never opened; none for the first year. */
export function gapBefore(year: number, years: readonly number[]): number[] {
  const earlier = years.filter((each) => each < year);
  if (earlier.length === 0) return [];
  const newest = Math.max(...earlier);
  return Array.from({ length: year - newest - 1 }, (_, at) => newest + 1 + at);
}

function gapSentence(year: number, gap: readonly number[]): string {
  const missing = gap.length === 1 ? `${gap[0]}年度` : `${gap[0]}至${gap.at(-1)}年度`;
  return `${missing}没有开设：${year}年度没有上年批复数可以结转，年初数由单位自行填写，与上年的比较也没有数据。`;
}

/** The year that the name of a file tells, where it is another one than the year it is for; a date in the name tells none. */
export function foreignYearOf(fileName: string, year: number): number | null {
  const told = [...fileName.matchAll(/(?<!\d)(20\d{2})(?![\d-])/g)].map(([, text]) => Number(text));
  return told.length === 0 || told.includes(year) ? null : told[0]!;
}
