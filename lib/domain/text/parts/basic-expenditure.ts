import type { BasicExpenditurePart } from "../../formats/narrative/parts";
import { cellId } from "../../formats/names";
import { cellIdOf } from "../../words/cell-id";
import type { PartWriter } from "../writing/part";
import { paragraph } from "../writing/section";

/** 一般公共预算财政拨款基本支出: the subjects of 人员经费 and 公用经费 that have a figure, by name. */
export const basicExpenditure: PartWriter<BasicExpenditurePart> = {
  write({ id, inOneParagraph, words }, { model, figures, context: { say, numbers } }) {
    const total = figures.cell(cellId("generalPublicExpenditure", "total", "basic"));
    if (total.value === 0) return [paragraph(`${id}.paragraph`, [say(id, words.basic.none)])];
    const isGiven = (code: string) => (figures.cell(cellIdOf(id, code, "amount")).value ?? 0) !== 0;
    const namesOf = (isRunning: boolean) =>
      model
        .tableRows(id)
        .filter(({ id: code, kind }) => kind === "item" && !/^30[13]/.test(code) === isRunning && isGiven(code))
        .map(({ label }) => label)
        .join("、");
    const half = (part: string, row: string, items: string, withItems: string, without: string) => {
      const figure = numbers.amount(figures.cell(cellIdOf(id, row, "amount")));
      return say(`${id}.${part}`, items === "" ? without : withItems, { amount: figure, items });
    };
    const opening = say(id, words.basic.total, { amount: numbers.amount(total) });
    const personnel = half(
      "personnel",
      "personnelCost",
      namesOf(false),
      words.basic.personnel,
      words.basic.personnelNone,
    );
    const running = half("running", "runningCost", namesOf(true), words.basic.running, words.basic.runningNone);
    return inOneParagraph
      ? [paragraph(`${id}.paragraph`, [opening, personnel, running])]
      : [
          paragraph(`${id}.paragraph`, [opening]),
          paragraph(`${id}.personnel.paragraph`, [personnel]),
          paragraph(`${id}.running.paragraph`, [running]),
        ];
  },
  slotsOf: () => [],
};
