import { expect, it } from "vitest";
import { chinaDay, chinaSecond, formatDate, formatDateTime, formatMoment } from "./moments";

// Five past midnight in China; a day earlier in Greenwich.
const moment = new Date("2022-08-31T16:05:09Z");

it("writes a moment in the time of the district", () => {
  expect(formatDate(moment)).toBe("2022/09/01");
  expect(formatDateTime(moment)).toBe("2022/09/01 00:05");
  expect(formatMoment(moment)).toBe("2022/09/01 00:05:09");
  expect(chinaDay(moment)).toBe("2022-09-01");
  expect(chinaSecond(moment)).toBe("2022-09-01 00:05:09");
});
