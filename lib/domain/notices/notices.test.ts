import { describe, expect, it } from "vitest";
import {
  deadlineInWords,
  deadlineOf,
  endOfDay,
  extensionProblems,
  thresholdReached,
  unitDeadlines,
} from "@/lib/domain/notices/deadlines";
import { mailAgainAt, serverAgainAt } from "@/lib/domain/notices/mail-attempts";
import { mailOfCode, mailOfNotices, oneLine } from "@/lib/domain/notices/mail-text";
import {
  kindsOfGroup,
  noticeGroups,
  noticeKindIds,
  noticeTitle,
  type NoticeGroup,
} from "@/lib/domain/notices/notice-kinds";
import { fillReminder, initialReminder, unknownPlaces } from "@/lib/domain/notices/reminder-template";

const facts = { unit: "区机关服务中心", year: 2021, by: "王审核", dueOn: "2022-06-30", days: 3 };

describe("what a notice says", () => {
  it("names unit and year in one line of Chinese, whatever its kind", () => {
    for (const kind of noticeKindIds) {
      const title = noticeTitle(kind, facts);
      expect(title, kind).toContain("区机关服务中心2021年度决算");
      expect(title, kind).not.toMatch(/undefined|\n/);
    }
    expect(noticeTitle("deadlineNear", { ...facts, days: 0 })).toBe(
      "区机关服务中心2021年度决算今天截止上报（2022年6月30日）",
    );
  });

  it("belongs to one group, and every group has something", () => {
    const groups = Object.keys(noticeGroups) as NoticeGroup[];
    expect(groups.flatMap(kindsOfGroup).toSorted()).toEqual([...noticeKindIds].toSorted());
    for (const group of groups) expect(kindsOfGroup(group).length, group).toBeGreaterThan(0);
  });
});

describe("a deadline", () => {
  const ofYear = endOfDay("2022-06-30");

  it("of one's own lasts to the end of its day in China, and is never earlier than everybody's", () => {
    expect(endOfDay("2022-07-05").toISOString()).toBe("2022-07-05T15:59:59.000Z");
    expect(deadlineOf(ofYear, null)).toEqual(ofYear);
    expect(deadlineOf(ofYear, "2022-07-05")).toEqual(endOfDay("2022-07-05"));
    expect(deadlineOf(ofYear, "2022-06-01")).toEqual(ofYear);
    const deadlines = unitDeadlines(
      ofYear,
      new Map([
        ["a", "2022-07-05"],
        ["b", "2022-06-30"],
      ]),
    );
    expect(["a", "b", "c"].map(deadlines.isExtended)).toEqual([true, false, false]);
  });

  it.each([
    ["2022-06-27T10:00:00+08:00", "还有3天"],
    ["2022-06-30T23:59:59+08:00", "今天截止"],
    ["2022-07-01T00:00:00+08:00", "已逾期1天"],
  ])("at %s is told as %s", (now, words) => {
    expect(deadlineInWords(ofYear, new Date(now))).toBe(words);
  });

  it.each([
    [8, null],
    [7, 7],
    [4, 7],
    [3, 3],
    [1, 1],
    [0, 1],
    [-1, null],
  ])("%i days away is told by the nearest day that is reached", (left, threshold) => {
    expect(thresholdReached([3, 7, 1], left)).toBe(threshold);
    expect(thresholdReached([], left)).toBeNull();
  });

  it("is moved forward only, and within a year", () => {
    const problems = (dueOn: string, current = ofYear) =>
      extensionProblems(dueOn, { ofYear, current, today: "2022-06-20" });
    expect(problems("2022-07-01")).toEqual([]);
    expect(problems("2022-06-19")[0]).toMatch(/已经过去/);
    expect(problems("2022-06-30")[0]).toMatch(/本年度上报截止日期是2022年6月30日/);
    expect(problems("2022-07-05", endOfDay("2022-07-10"))[0]).toMatch(/已经延期到2022年7月10日/);
    expect(problems("2024-07-01")[0]).toMatch(/最多一年/);
  });
});

describe("a reminder", () => {
  const of = { 单位: "甲{年度}站", 年度: "2021", 截止日期: "2022年6月30日", 期限情况: "还有3天", 状态: "未开始" };

  it("fills its places once: what a name holds is no place", () => {
    expect(unknownPlaces(initialReminder)).toEqual([]);
    expect(fillReminder("{单位}：{年度}年度，{期限情况}", of)).toBe("甲{年度}站：2021年度，还有3天");
    expect(fillReminder(initialReminder, of)).not.toMatch(/\{(?!年度\}站)/);
    expect(unknownPlaces("{单位}{日期}{日期}{}{toString}")).toEqual(["日期", "", "toString"]);
  });
});

describe("the text of a mail", () => {
  const notice = {
    kind: "returned" as const,
    facts: { ...facts, text: "工资有误" },
    at: new Date("2022-06-01T02:00:00Z"),
  };

  it("of one notice has its title, of many their number, and never more than the titles", () => {
    const one = mailOfNotices([{ ...notice, link: "https://a.cn/desk" }], {
      name: "张三",
      total: 1,
      settingsLink: null,
    });
    expect(one.subject).toBe("【明账】区机关服务中心2021年度决算被退回，请修改后再上报");
    expect(one.text).toContain("2022/06/01 10:00");
    expect(one.text).toContain("https://a.cn/desk");
    expect(one.text).not.toContain("工资有误");
    const many = mailOfNotices(
      [notice, notice].map((each) => ({ ...each, link: null })),
      {
        name: "张三",
        total: 70,
        settingsLink: "https://a.cn/account/mail",
      },
    );
    expect(many.subject).toBe("【明账】您有70条新通知");
    expect(many.text).toContain("另有68条");
    expect(many.text).toContain("https://a.cn/account/mail");
  });

  it("is one line where it has to be, of whole signs", () => {
    expect(oneLine("甲\r\nBcc: x\u2028y\u0000\u202e")).toBe("甲 Bcc: x y");
    expect(oneLine("𠮷".repeat(100), 5)).toBe("𠮷𠮷𠮷𠮷…");
    expect(mailOfCode("012345", { name: "张\n三", minutes: 30 }).text).toMatch(/^张 三，您好：/);
  });
});

it("who has failed is asked less and less often", () => {
  const now = new Date("2022-06-01T00:00:00Z");
  const minutes = (at: Date) => (at.getTime() - now.getTime()) / 60_000;
  expect([1, 2, 3, 4, 5, 50].map((failures) => minutes(serverAgainAt(failures, now)))).toEqual([1, 2, 4, 8, 15, 15]);
  expect([1, 2, 3, 4, 9].map((attempts) => minutes(mailAgainAt(attempts, now)))).toEqual([5, 15, 60, 240, 240]);
});
