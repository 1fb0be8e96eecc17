import { describe, expect, it } from "vitest";
import { dayText } from "../register/days";
import {
  actorLabel,
  deputyshipProblems,
  lendableRoles,
  stateOfDeputyship,
  type DeputyPerson,
  type Deputyship,
} from "./deputies";

const today = "2026-07-01";
const person = (id: string, name: string, grants: DeputyPerson["grants"], isDisabled = false): DeputyPerson => ({
  id,
  name,
  grants,
  isDisabled,
});
const zhang = person("zhang", "张三", [{ role: "preparer", unitId: "a" }]);
const li = person("li", "李四", [{ role: "preparer", departmentId: "d" }]);
const wang = person("wang", "王五", [{ role: "reviewer" }]);
const zhao = person("zhao", "赵六", [{ role: "admin" }]);

type Asked = Parameters<typeof deputyshipProblems>[0];
const asked = (changes: Partial<Asked> = {}): Asked => ({
  absent: zhang,
  deputy: li,
  roles: ["preparer"],
  from: "2026-07-01",
  to: "2026-07-10",
  ...changes,
});
const span = (absentId: string, deputyId: string, changes: Partial<Deputyship> = {}): Deputyship => ({
  absentId,
  deputyId,
  roles: ["preparer"],
  from: "2026-07-05",
  to: "2026-07-20",
  ...changes,
});
const problemsOf = (changes: Partial<Asked>, others: Deputyship[] = []) =>
  deputyshipProblems(asked(changes), others, today);

describe("somebody stands in", () => {
  it("for a colleague, from today on and for one day or a year", () => {
    expect(problemsOf({})).toEqual([]);
    expect(problemsOf({ to: "2026-07-01" })).toEqual([]);
    expect(problemsOf({ to: "2027-07-01" })).toEqual([]);
    expect(problemsOf({ absent: wang, deputy: zhao, roles: ["reviewer"] })).toEqual([]);
  });

  it.each<[string, Partial<Asked>, RegExp]>([
    ["from a day that has passed", { from: "2026-06-30" }, /不能从过去的日期（2026年6月30日）开始/],
    ["to a day before the first", { to: "2026-06-30" }, /最后一天（2026年6月30日）早于第一天/],
    ["on a day that the calendar has not", { from: "2026-02-30" }, /请填写代理的起止日期/],
    ["for longer than a year", { to: "2027-07-02" }, /代理期为 367 天，最长为一年/],
    ["for oneself", { deputy: zhang }, /代理人不能是本人/],
    ["without a role", { roles: [] }, /请选择代理哪些角色/],
    ["with a role that the absent person has not", { roles: ["reviewer"] }, /张三没有角色“审核人”/],
    ["as an administrator", { absent: zhao, deputy: wang, roles: ["admin"] }, /管理员不能由他人代理/],
    ["for a closed account", { absent: { ...zhang, isDisabled: true } }, /张三的账号已停用/],
    ["with a closed account", { deputy: { ...li, isDisabled: true } }, /李四的账号已停用/],
    ["without any right", { deputy: { ...li, grants: [] } }, /李四没有任何角色/],
    ["who is not of the district", { deputy: null }, /没有这名代理人/],
    ["for the bureau, from a unit", { absent: wang, deputy: li, roles: ["reviewer"] }, /只能由财政局的人员代理/],
    ["for a unit, from the bureau", { deputy: wang }, /填报人只能由单位的人员代理/],
  ])("nobody does %s", (_, changes, problem) => {
    expect(problemsOf(changes).join()).toMatch(problem);
  });

  it("once at a time for the same role, and not on neighbouring days", () => {
    expect(problemsOf({}, [span("zhang", "other")]).join()).toMatch(
      /张三在2026年7月5日至2026年7月20日已请人代理填报人/,
    );
    expect(problemsOf({ to: "2026-07-05" }, [span("zhang", "other")])).toHaveLength(1);
    expect(problemsOf({ to: "2026-07-04" }, [span("zhang", "other")])).toEqual([]);
    expect(problemsOf({}, [span("zhang", "other", { roles: ["reviewer"] })])).toEqual([]);
  });

  it("in no circle and no chain: who is away stands in for nobody, who stands in is not away", () => {
    expect(problemsOf({}, [span("li", "zhang")]).join()).toMatch(/李四在.*自己也请人代理/);
    expect(problemsOf({}, [span("li", "other")]).join()).toMatch(/李四在.*自己也请人代理/);
    expect(problemsOf({}, [span("other", "zhang")]).join()).toMatch(/张三在.*正代理他人，不能再请人代理/);
    expect(problemsOf({ to: "2026-07-04" }, [span("li", "zhang"), span("other", "zhang")])).toEqual([]);
  });
});

describe("a span", () => {
  it("of the bureau for one absent person at a time in the same role; of units for several", () => {
    const [zhang, wang] = [person("z", "张三", [{ role: "reviewer" }]), person("w", "王五", [{ role: "admin" }])];
    const span = { from: "2026-07-01", to: "2026-07-10" };
    const other = (role: "reviewer" | "preparer"): Deputyship => ({
      absentId: "l",
      deputyId: "w",
      roles: [role],
      from: "2026-07-05",
      to: "2026-07-20",
    });
    const asked = { absent: zhang!, deputy: wang!, roles: ["reviewer"] as const };
    expect(deputyshipProblems({ ...asked, ...span }, [other("reviewer")], today)).toEqual([
      "王五在2026年7月5日至2026年7月20日已代理另一人的审核人，不能同时代理两人的同一角色。",
    ]);
    expect(deputyshipProblems({ ...asked, from: "2026-07-21", to: "2026-07-22" }, [other("reviewer")], today)).toEqual(
      [],
    );
    const [mei, hua] = [
      person("m", "梅", [{ role: "preparer", unitId: "a" }]),
      person("w", "王五", [{ role: "preparer", unitId: "b" }]),
    ];
    expect(
      deputyshipProblems({ absent: mei!, deputy: hua!, roles: ["preparer"], ...span }, [other("preparer")], today),
    ).toEqual([]);
  });

  it("runs on its first and last day", () => {
    const of = (from: string, to: string, isEnded = false) => stateOfDeputyship({ from, to, isEnded }, today);
    expect([of("2026-07-01", "2026-07-01"), of("2026-06-01", "2026-07-01"), of("2026-07-01", "2026-08-01")]).toEqual(
      Array(3).fill("running"),
    );
    expect([of("2026-07-02", "2026-07-03"), of("2026-06-01", "2026-06-30")]).toEqual(["toCome", "over"]);
    expect(of("2026-06-01", "2026-08-01", true)).toBe("over");
  });

  it("is told with both names and whole days", () => {
    expect([actorLabel("李四", "张三"), actorLabel("李四", null)]).toEqual(["李四（代张三）", "李四"]);
    expect([dayText("2026-01-01"), dayText("2026-12-31")]).toEqual(["2026年1月1日", "2026年12月31日"]);
    expect(
      lendableRoles({ grants: [{ role: "admin" }, { role: "reviewer" }, { role: "preparer", unitId: "a" }] }),
    ).toEqual(["preparer", "reviewer"]);
  });
});
