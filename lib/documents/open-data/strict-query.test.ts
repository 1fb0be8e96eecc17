import { describe, expect, it } from "vitest";
import { queries } from "./queries";
import { readStrictQuery } from "./strict-query";

const read = (query: string) => readStrictQuery(queries.reports, new URLSearchParams(query));
const problemsOf = (query: string) => {
  const answer = read(query);
  return answer.ok ? [] : answer.problems;
};

describe("the parameters of an address", () => {
  it("are taken as they are declared", () => {
    expect(read("year=2021&pageSize=2")).toEqual({ ok: true, data: { year: 2021, page: 1, pageSize: 2 } });
    expect(read("")).toEqual({ ok: true, data: { page: 1, pageSize: 50 } });
    expect(read("year=&unit="), "an empty field of a form").toEqual({ ok: true, data: { page: 1, pageSize: 50 } });
  });

  it("that there are not are refused, with those that there are", () => {
    expect(problemsOf("foo=bar")).toEqual([
      "没有“foo”这个参数。可用的参数：year、unit、department、subject、page、pageSize。",
    ]);
    expect(problemsOf("Year=2021")).toHaveLength(1);
    expect(readStrictQuery(queries.none, new URLSearchParams("a=1"))).toEqual({
      ok: false,
      problems: ["没有“a”这个参数。本地址没有可用的参数。"],
    });
    expect(problemsOf(Array.from({ length: 10_000 }, (_, at) => `column${at}=1`).join("&"))).toHaveLength(5);
  });

  it("given twice are refused", () => {
    expect(problemsOf("year=2021&year=2020")).toEqual(["参数“year”只能给出一次。"]);
    expect(readStrictQuery(queries.search, { q: ["一", "二"] })).toMatchObject({ ok: false });
  });

  it.each([
    ["year=zwei", "参数“year”有误：年度为四位数字，如 2021。"],
    ["pageSize=0", "参数“pageSize”有误：每页份数为从 1 起的整数。"],
    ["pageSize=100000", "参数“pageSize”有误：每页份数最大为 200。"],
    ["page=-1", "参数“page”有误：页码为从 1 起的整数。"],
    ["subject=20805x", "参数“subject”有误：科目编码为 3、5 或 7 位数字，如 2080505。"],
  ])("that are wrong (%s) are refused with what is right", (query, problem) => {
    expect(problemsOf(query)).toEqual([problem]);
  });
});
