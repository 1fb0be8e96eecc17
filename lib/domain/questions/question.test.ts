import { describe, expect, it } from "vitest";
import { addressOf, ask, embedAddressOf, readAddress, viewPaths, type ViewId } from "./question";

const read = (address: string) => {
  const [path = "", query = ""] = address.split("?");
  return readAddress(path.split("/"), new URLSearchParams(query));
};
const problemOf = (address: string) => {
  const answer = read(address);
  if (answer.ok) throw new Error(`${address} was read`);
  return answer.problem;
};

describe("the address of a question", () => {
  it("is read and written back, every view", () => {
    const example = { year: 2021, figure: "officialReception", code: "205" } as const;
    for (const view of Object.keys(viewPaths) as ViewId[]) {
      const address = addressOf(ask(view, example));
      const answer = read(address.slice("/d/".length));
      expect(answer, address).toMatchObject({ ok: true, question: { view } });
      if (answer.ok) expect(addressOf(answer.question)).toBe(address);
    }
  });

  it("has one form: parameters in one order, without what says nothing", () => {
    const answer = read("2021/rank/expenditure?page=1&order=high&department=101&kind=institution&per=total");
    if (!answer.ok) throw new Error(answer.problem.detail);
    expect(addressOf(answer.question)).toBe("/d/2021/rank/expenditure?kind=institution&department=101");
    expect(addressOf({ ...answer.question, page: 3 }, "csv")).toBe(
      "/d/2021/rank/expenditure.csv?kind=institution&department=101&page=3",
    );
    expect(embedAddressOf(answer.question)).toBe("/embed/2021/rank/expenditure?kind=institution&department=101");
  });

  it("takes words, and leaves out what a form sent blank", () => {
    const answer = read("2021/status?q=+%E5%B0%8F%E5%AD%A6&state=late");
    if (!answer.ok) throw new Error(answer.problem.detail);
    expect(answer.question).toMatchObject({ q: "小学", state: "late" });
    expect(addressOf(answer.question)).toBe("/d/2021/status?state=late&q=%E5%B0%8F%E5%AD%A6");
    expect(read("2021/status?q=")).toEqual({ ok: true, question: ask("status", { year: 2021 }) });
    for (const q of ["x".repeat(41), "%00", "%0A"]) expect(problemOf(`2021/status?q=${q}`).status, q).toBe(400);
  });

  it("takes units and years to compare, with commas of either width, and no more than can be read", () => {
    const answer = read("compare?units=101001%EF%BC%8C101002&years=2021,2020");
    if (!answer.ok) throw new Error(answer.problem.detail);
    expect(answer.question).toMatchObject({ units: ["101001", "101002"], years: [2021, 2020] });
    expect(addressOf(answer.question, "csv")).toBe("/d/compare.csv?units=101001,101002&years=2021,2020");
    const many = (n: number) => Array.from({ length: n }, (_, at) => 100_000 + at).join(",");
    expect(read(`compare?units=${many(20)}`).ok).toBe(true);
    expect(problemOf(`compare?units=${many(10_000)}`)).toEqual({
      status: 400,
      detail: "最多同时比较 20 个单位，给了 10000 个。请减到 20 个以内。",
    });
    expect(problemOf("compare?years=2015,2016,2017,2018,2019,2020").detail).toContain("最多同时比较 5 个年度");
    for (const wrong of ["units=", "units=,", "units=101001,", "units=%3Cb%3E", "years=21"])
      expect([wrong, read(`compare?${wrong}`).ok]).toEqual([wrong, wrong === "units="]);
  });

  it("names the parameters there are for one that there is not, and the values for one that is none", () => {
    expect(problemOf("2021/rank/officialReception?foo=bar")).toEqual({
      status: 400,
      detail: expect.stringMatching(/^没有参数“foo”。可?.*kind（单位类型）、department（主管部门）、per/),
    });
    expect(problemOf("2021?x=1").detail).toContain("这里可用的参数：没有");
    expect(problemOf("2021/rank/officialReception?kind=school")).toEqual({
      status: 400,
      detail: expect.stringContaining("institution（事业单位）"),
    });
    for (const page of ["0", "-1", "1.5", "100000", "", " ", "%00", "all2"])
      expect(problemOf(`2021/rank/officialReception?page=${page}`).status, page).toBe(400);
    expect(problemOf("2021/rank/officialReception?kind=institution&kind=administrative").detail).toContain("给了两次");
    expect(problemOf("2021/rank/expenditure?per=each").detail).toContain("公务接待费");
    expect(problemOf(`2021?${"x".repeat(10_000)}=1`).detail.length).toBeLessThan(200);
  });

  it("asks for nothing where its path names nothing", () => {
    expect(problemOf("2021/rank/lunch")).toEqual({
      status: 404,
      detail: expect.stringContaining("officialReception（公务接待费）"),
    });
    for (const path of [
      "",
      "21",
      "2021/",
      "2021/rank",
      "2021/rank/threePublicBudget",
      "2021/subjects/2",
      "2021/subjects/20x",
      "x",
      "1899",
    ])
      expect(problemOf(path).status, path).toBe(404);
    expect(problemOf("nowhere/at/all").detail).toContain("/d/{year}/rank/{figure}");
  });
});
