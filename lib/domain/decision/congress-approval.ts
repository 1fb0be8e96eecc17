import { dayText, lastDayOf, type Day } from "../register/days";

/** 人大批准: the decision of the people's congress on the final accounts of a district for a year. */
export interface CongressApproval {
  /** Who decided: 罗庄区人民代表大会常务委员会. */
  body: string;
  /** At which meeting: 第十九届人大常委会第三次会议. */
  meeting: string;
  /** Empty where the decision has none. */
  decisionNumber: string;
  decidedOn: Day;
}

/** Why a day cannot be the one on which a year's accounts were approved; `null` when it can. */
export function congressDayProblem(year: number, decidedOn: Day, today: Day): string | null {
  if (decidedOn <= lastDayOf(year))
    return `批准日期须在${year}年度结束之后（${year + 1}年1月1日或以后），${dayText(decidedOn)}年度尚未结束，请核对年度和日期。`;
  if (decidedOn > today) return `批准日期${dayText(decidedOn)}还没有到。人大作出决定之后再登记。`;
  return null;
}
