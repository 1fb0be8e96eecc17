import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { CommentScope } from "@/components/comments/comment-scope";
import type { ThreadLine } from "@/components/comments/thread-line";
import type { FrozenPart } from "@/lib/domain/document/frozen-document";
import { createReportModel } from "@/lib/domain/report/open-report";
import { cataloguesOf } from "@/lib/domain/testing/catalogues";
import { factKey } from "@/lib/domain/words/fact-address";
import type { AnswerLine, PointLine, PointsOfReport } from "@/lib/features/point-answers/schema";
import { ReviewWorkspace, type FindingLine } from "./review-workspace";
import { noRound, type RoundLines } from "./round-lines";

const { judge, comment, resolve, mark, answer, sign, beside, source } = vi.hoisted(() => ({
  beside: vi.fn(),
  source: vi.fn(),
  answer: vi.fn(),
  sign: vi.fn(),
  judge: vi.fn(),
  comment: vi.fn(),
  resolve: vi.fn(),
  mark: vi.fn(),
}));
vi.mock("@/lib/features/point-answers/actions", () => ({ answerPointAction: answer, signOffAction: sign }));
vi.mock("@/lib/features/figure-beside/actions", () => ({ figureBesideAction: beside, figureSourceAction: source }));
vi.mock("@/lib/features/second-round/actions", () => ({ markSeenAction: mark }));
vi.mock("@/lib/features/checks/actions", () => ({ judgeExplanationAction: judge }));
vi.mock("@/lib/features/comments/actions", () => ({
  addCommentAction: comment,
  answerCommentAction: vi.fn(),
  resolveCommentAction: resolve,
}));

beforeEach(() => {
  judge.mockReset().mockResolvedValue({ ok: true, data: undefined });
  comment.mockReset().mockResolvedValue({ ok: true, data: { commentId: "c1" } });
  resolve.mockReset().mockResolvedValue({ ok: true, data: undefined });
  answer.mockReset();
  beside.mockReset();
  source.mockReset().mockResolvedValue({
    ok: true,
    data: { label: "合计", calculation: "两项之和", from: [office], into: [], same: [] },
  });
  sign.mockReset().mockResolvedValue({ ok: true, data: undefined });
  mark.mockReset().mockResolvedValue({ ok: true, data: undefined });
});

const total = "income.total.total";
const office = "income.2010302.total";

const findings: FindingLine[] = [
  {
    key: "V-01@income",
    ruleId: "V-01",
    severity: "explain",
    message: "本年收入比上年增长 80%。",
    cells: [total],
    explanation: { findingKey: "V-01@income", fingerprint: "1", text: "新增人员经费。", verdict: null },
  },
  {
    key: "L-01@office",
    ruleId: "L-01",
    severity: "blocking",
    message: "两数不一致。",
    cells: [office],
    explanation: null,
  },
];

const thread: ThreadLine = {
  id: "t1",
  kind: "review",
  body: "请核对合计数。",
  by: "李审核",
  isFromBureau: true,
  at: "2023-03-01 10:00",
  mentioned: [],
  anchor: { kind: "cell", id: total, label: "收入决算表 合计" },
  needsAnswer: true,
  isBlocking: false,
  isAnswered: false,
  isResolved: false,
  replies: [],
  mayAnswer: false,
  mayResolve: false,
};

const line: PointLine = {
  id: "P-12",
  area: "income",
  question: "财政拨款收入是否与对账单一致？",
  comparisons: ["grantStatement"],
  rules: ["V-43"],
  isUnproven: false,
  isOwn: false,
  hash: "0".repeat(64),
  places: [{ address: total, label: "收入决算表 合计" }],
  placeCount: 1,
  answer: null,
  changed: [],
  changedCount: 0,
  earlier: [],
};
const passed: AnswerLine = {
  number: 1,
  answer: "passed",
  note: "与账面一致",
  bureauNote: "",
  commentId: null,
  by: "王审核",
  at: "2023-03-02 09:00",
};
const points: PointsOfReport = {
  lines: [
    line,
    { ...line, id: "P-13", question: "科目是否相同？" },
    {
      ...line,
      id: "P-16",
      question: "其他收入的构成是否列明？",
      answer: passed,
      changed: [{ label: "其他收入", was: "1.00元", now: "2.00元" }],
      changedCount: 1,
    },
  ],
  progress: { asked: 3, answered: 0, problems: 0, lapsed: 1 },
  signOffs: [{ role: "first", by: "王审核", at: "2023-03-02 10:00", note: "", lapsed: ["P-16"] }],
  signed: "1".repeat(64),
  demandsSignOffs: false,
};

const parts: FrozenPart[] = [
  { id: "tables", heading: "第二部分 决算表", blocks: [{ kind: "statutoryTable", id: "b1", tableId: "income" }] },
  {
    id: "narrative",
    heading: "第三部分 决算情况说明",
    blocks: [
      {
        kind: "paragraph",
        id: "p1",
        sentences: [
          {
            id: "s1",
            fragments: [
              { kind: "text", text: "本年收入" },
              { kind: "number", text: "0.15", explanation: "收入合计 0.15 万元", cells: [total], facts: [] },
              { kind: "text", text: "万元。" },
            ],
          },
          { id: "s2", fragments: [{ kind: "text", text: "均已入账。" }] },
        ],
      },
    ],
  },
] as FrozenPart[];

/** The unit changed two things; one moved the total and its sentence, and is what the comment is on. */
const round: RoundLines = {
  points: [
    { id: "v1.sendBack.1", label: "第1版 第1次退回" },
    { id: "now", label: "现在" },
  ],
  from: { id: "v1.sendBack.1", label: "第1版 第1次退回" },
  to: { id: "now", label: "现在" },
  unknownPoint: null,
  notKept: [],
  changes: [
    {
      part: "change:facts:income:2010301::generalPublicBudget",
      hash: "1".repeat(64),
      isSeen: false,
      kind: "填报数",
      list: "facts",
      what: "收入 行政运行",
      before: "900.00元",
      after: "1,000.00元",
      place: total,
      movedWith: [
        { list: "cells", address: total, what: "《收入决算表》合计", before: "1,400.00元", after: "1,500.00元" },
      ],
      answers: { comments: ["t1"], findings: [] },
    },
    {
      part: "change:texts:duties",
      hash: "2".repeat(64),
      isSeen: false,
      kind: "填报的文字",
      list: "texts",
      what: "主要职能",
      before: "旧",
      after: "新",
      place: null,
      movedWith: [],
      answers: { comments: [], findings: [] },
    },
  ],
  handled: [],
  others: [],
  cellsBefore: { [total]: "0.14" },
  sentencesBefore: { s1: "本年收入0.14万元。" },
  followed: { t1: { state: "changed", place: total, was: "1,400.00元", now: "1,500.00元" } },
  parts: [
    { id: "table-income", title: "收入决算表", hash: "3".repeat(64), state: "fallen", seenBy: ["王复核"] },
    { id: "narrative", title: "决算情况说明", hash: "4".repeat(64), state: "unseen", seenBy: [] },
  ],
  colleagues: [{ by: "王复核", seen: 1, at: "2023-03-02 11:00" }],
};

const refused = {
  "V-01@income": [
    { text: "情况属实。", reason: "请写明人数", by: "李审核", at: "2023-03-01 10:00", isEarlierLost: false },
  ],
  "V-02@gone": [{ text: "没有变化。", reason: "与表不符", by: "李审核", at: "2023-03-01 10:05", isEarlierLost: true }],
};

function review(
  may: { mayComment?: boolean; mayJudge?: boolean; mayMark?: boolean; mayAnswerPoints?: boolean } = {},
  given: { round?: RoundLines; refusals?: typeof refused; threads?: ThreadLine[]; findings?: FindingLine[] } = {},
) {
  const model = createReportModel({
    identity: { unitName: "测试单位", unitKind: "administrative", year: 2022, tableSetId: "fy2022" },
    ...cataloguesOf(2022),
    facts: {
      amounts: new Map([
        [factKey("income", "2010301", "", "generalPublicBudget"), 100_000],
        [factKey("income", "2010302", "", "generalPublicBudget"), 50_000],
      ]),
      texts: new Map(),
    },
    priorYear: null,
  });
  const tables = [model.printedTable("income")];
  render(
    <CommentScope versionId="v1" userId="u1" people={[]}>
      <ReviewWorkspace
        versionId="v1"
        preparer="单位"
        tables={tables}
        parts={parts}
        labels={{ tables: {}, others: { [total]: "收入决算表 合计", [office]: "收入决算表 一般行政管理事务" } }}
        findings={findings}
        threads={[thread]}
        round={noRound}
        keptInAddress={{}}
        refusals={{}}
        timeline={[]}
        points={points}
        mayAnswerPoints
        mayComment
        mayJudge
        mayMark
        {...may}
        {...given}
      />
    </CommentScope>,
  );
  return {
    person: userEvent.setup(),
    panel: () => screen.getByRole("complementary", { name: "审核" }),
    cell: (id: string) => document.querySelector<HTMLElement>(`[data-cell="${id}"] button`)!,
  };
}

describe("the review panel", () => {
  it("counts what is open and names the figures that it is about, also in the table", () => {
    const { panel, cell } = review();
    expect(within(panel()).getByRole("heading", { name: "审核结果（2）" })).toBeVisible();
    expect(within(panel()).getByRole("heading", { name: "意见和提问（未决 1）" })).toBeVisible();
    expect(cell(total)).toHaveAccessibleName(/收入决算表 合计，0\.15.*有意见或提问/);
  });

  it("is walked through with j and k, and Enter goes to the figure", async () => {
    const { person, panel, cell } = review();
    const items = [...panel().querySelectorAll<HTMLElement>("[data-item]")];
    await person.keyboard("j");
    expect(items[0]).toHaveFocus();
    await person.keyboard("jj");
    expect(items[2]).toHaveFocus();
    await person.keyboard("k");
    expect(items[1]).toHaveFocus();
    await person.keyboard("{Enter}");
    expect(cell(office)).toHaveFocus();
  });

  it("shows where a figure of the table and a number of the text come from, and leads back to the table", async () => {
    const { person, panel, cell } = review();
    await person.click(cell(total));
    const note = () => within(panel()).getByRole("region", { name: "数字的来源" });
    expect(note()).toHaveTextContent("收入决算表 合计");
    expect(await within(note()).findByText("两项之和")).toBeVisible();
    expect(source.mock.lastCall![0]).toEqual({ versionId: "v1", cell: total });
    expect(within(note()).getByRole("button", { name: "收入决算表 一般行政管理事务" })).toBeVisible();
    await person.click(screen.getByRole("button", { name: "0.15" }));
    expect(note()).toHaveTextContent("收入合计 0.15 万元");
    await person.click(within(note()).getByRole("button", { name: "收入决算表 合计" }));
    expect(cell(total)).toHaveFocus();
  });

  it("takes a comment on the figure that was picked, and says so when it was not saved", async () => {
    comment.mockResolvedValueOnce({ ok: false, reasons: ["报告已批复，不能再提意见。"] });
    const { person, panel, cell } = review();
    await person.click(cell(total));
    const field = within(panel()).getByRole("textbox", { name: "审核意见" });
    await person.type(field, "请说明来源");
    await person.click(within(panel()).getByRole("button", { name: "提出意见" }));
    expect(await within(panel()).findByRole("alert")).toHaveTextContent("报告已批复，不能再提意见。");
    expect(field).toHaveValue("请说明来源");
    await person.click(within(panel()).getByRole("button", { name: "提出意见" }));
    await waitFor(() => expect(within(panel()).queryByRole("textbox", { name: "审核意见" })).toBeNull());
    expect(comment.mock.lastCall![0]).toMatchObject({
      versionId: "v1",
      anchor: { kind: "cell", id: total },
      body: "请说明来源",
      needsAnswer: true,
    });
  });

  it("takes a verdict on an explanation; a refusal needs a reason", async () => {
    const { person, panel } = review();
    await person.click(within(panel()).getByRole("button", { name: "不认可" }));
    const save = within(panel()).getByRole("button", { name: "保存原因" });
    expect(save).toBeDisabled();
    await person.type(within(panel()).getByRole("textbox", { name: /不认可的原因/ }), "请写明人数");
    await person.click(save);
    await waitFor(() => expect(judge).toHaveBeenCalledTimes(1));
    expect(judge.mock.calls[0]![0]).toMatchObject({
      findingKey: "V-01@income",
      isAccepted: false,
      reason: "请写明人数",
    });
  });

  it("offers nothing to a reader who may neither comment nor judge", async () => {
    const { person, panel, cell } = review({ mayComment: false, mayJudge: false });
    expect(within(panel()).queryByRole("button", { name: /认可|提意见/ })).toBeNull();
    cell(total).focus();
    await person.keyboard("c");
    expect(within(panel()).queryByRole("textbox")).toBeNull();
  });
});

describe("reading a report", () => {
  it("tells findings in 万元 as the tables are, and to the fen on demand", () => {
    const message = "本年收入 33,762,837.00 元，应为 33,762,900.00 元。";
    review({}, { findings: [{ ...findings[0]!, message }] });
    expect(screen.getByTitle(message)).toHaveTextContent("本年收入 3,376.28 万元，应为 3,376.29 万元。");
    expect(screen.getByText(message)).toBeInTheDocument();
  });

  it("shows one of the two sides on a narrow screen, what is open first, and follows the reader", async () => {
    const { person, cell } = review();
    const side = (name: string) => screen.getByRole("button", { name });
    expect(side("审核结果和意见")).toHaveAttribute("aria-pressed", "true");
    expect(screen.getByRole("article", { name: "公开后的样式" })).toHaveClass("max-lg:hidden");
    await person.keyboard("j{Enter}");
    expect(side("报告全文")).toHaveAttribute("aria-pressed", "true");
    expect(screen.getByRole("article", { name: "公开后的样式" })).not.toHaveClass("max-lg:hidden");
    await person.click(cell(total));
    expect(side("审核结果和意见")).toHaveAttribute("aria-pressed", "true");
  });

  it("takes a comment on a single sentence", async () => {
    const { person } = review();
    await person.click(screen.getAllByRole("button", { name: "提意见" })[0]!);
    await person.selectOptions(screen.getByRole("combobox", { name: "意见针对" }), "s2");
    await person.type(screen.getByRole("textbox", { name: "审核意见" }), "请写明来源");
    await person.click(screen.getByRole("button", { name: "提出意见" }));
    expect(comment.mock.lastCall![0]).toMatchObject({ anchor: { kind: "sentence", id: "s2" }, body: "请写明来源" });
  });

  it("sets last year, the budget and the kind beside a figure when asked", async () => {
    beside.mockResolvedValue({
      ok: true,
      data: {
        now: { wan: "0.15 万元", exact: "1,500.00 元" },
        compared: [{ name: "2021年决算数", wan: "0.00 万元", exact: "0.00 元", change: "上年无，增加 0.15" }],
        peers: 3,
        kindLabel: "行政单位",
        history: [{ label: "收入 行政运行", changes: [] }],
      },
    });
    const { person, cell } = review();
    await person.click(cell(total));
    expect(beside).not.toHaveBeenCalled();
    await person.click(screen.getByRole("button", { name: "与上年、预算和同类比较" }));
    const shown = await screen.findByRole("region", { name: "与上年、预算和同类比较" });
    expect(beside.mock.lastCall![0]).toEqual({ versionId: "v1", cell: total });
    expect(shown).toHaveTextContent(/2021年决算数0\.00 万元上年无，增加 0\.15/);
    expect(shown).toHaveTextContent("只有 3 个单位，不足 5 个");
  });
});

describe("the points of a report", () => {
  const item = (id: string) => screen.getByRole("group", { name: `审核要点 ${id}` });

  it("are walked through with v and answered with a key, and the count follows without the page", async () => {
    answer.mockResolvedValue({
      ok: true,
      data: { kind: "kept", answer: { ...passed, by: "李审核" }, signed: "2".repeat(64) },
    });
    const { person } = review();
    expect(screen.getByRole("heading", { name: "审核要点（0/3，1 项已失效）" })).toBeVisible();
    await person.keyboard("v");
    expect(item("P-12")).toHaveFocus();
    await person.keyboard("1");
    expect(answer.mock.lastCall![0]).toMatchObject({
      pointId: "P-12",
      answer: "passed",
      known: 0,
      seen: line.hash,
      tellUnit: null,
    });
    expect(await screen.findByRole("heading", { name: "审核要点（1/3，1 项已失效）" })).toBeVisible();
    await person.click(screen.getByRole("button", { name: "初审签字" }));
    await person.click(screen.getByRole("checkbox", { name: /还有 2 项要点没有有效的结论/ }));
    await person.click(screen.getByRole("button", { name: "确认初审签字" }));
    expect(sign.mock.lastCall![0]).toMatchObject({ role: "first", seen: "2".repeat(64), goesOn: true });
  });

  it("tell what changed since an answer, which stays readable, and which signature fell with it", () => {
    review();
    expect(item("P-16")).toHaveTextContent(
      "已失效通过王审核 2023-03-02 09:00与账面一致其他收入：原为 1.00元，现为 2.00元",
    );
    expect(screen.getByText("王审核 2023-03-02 10:00", { exact: false })).toHaveTextContent(/已失效P-16/);
  });

  it("say what a colleague answered meanwhile, and overrule it only when told to", async () => {
    answer.mockResolvedValueOnce({ ok: true, data: { kind: "overtaken", by: passed, signed: "3".repeat(64) } });
    const { person } = review();
    await person.click(within(item("P-13")).getByRole("button", { name: "不适用" }));
    expect(await within(item("P-13")).findByRole("alert")).toHaveTextContent(
      "王审核于 2023-03-02 09:00 的结论为“通过”：与账面一致。您的结论“不适用”尚未保存。",
    );
    answer.mockResolvedValueOnce({
      ok: true,
      data: { kind: "kept", answer: { ...passed, number: 2, answer: "notApplicable" }, signed: "4".repeat(64) },
    });
    await person.click(within(item("P-13")).getByRole("button", { name: "改为“不适用”" }));
    expect(answer.mock.lastCall![0]).toMatchObject({ known: 1, answer: "notApplicable" });
    await waitFor(() => expect(within(item("P-13")).queryByRole("alert")).toBeNull());
  });

  it("ask for words with a problem, offer them to the unit, and keep the private note apart", async () => {
    answer.mockResolvedValue({
      ok: true,
      data: { kind: "kept", answer: { ...passed, answer: "problem" }, signed: "5".repeat(64) },
    });
    const { person } = review();
    await person.click(within(item("P-12")).getByRole("button", { name: "有问题" }));
    expect(within(item("P-12")).getByRole("button", { name: "保存结论" })).toBeDisabled();
    await person.type(within(item("P-12")).getByRole("textbox", { name: /审核情况/ }), "差额未说明");
    await person.type(within(item("P-12")).getByRole("textbox", { name: /内部备注/ }), "已电话联系");
    await person.click(within(item("P-12")).getByRole("button", { name: "保存结论" }));
    expect(answer.mock.lastCall![0]).toMatchObject({
      note: "差额未说明",
      bureauNote: "已电话联系",
      tellUnit: { needsAnswer: true, isBlocking: false },
    });
  });

  it("are shown without answers to a reader who may give none", () => {
    review({ mayAnswerPoints: false });
    expect(within(item("P-12")).queryByRole("button", { name: "通过" })).toBeNull();
    expect(screen.queryByRole("button", { name: "初审签字" })).toBeNull();
  });
});

describe("a second round", () => {
  const own = { ...thread, mayResolve: true };

  it("shows what was and is: in the document, in the list, at the comment, which is not resolved by it", () => {
    const { panel } = review({}, { round, threads: [own] });
    expect(document.querySelector(`td[data-cell="${total}"]`)).toHaveAttribute("data-was", "0.14");
    expect(document.getElementById("s1")).toHaveClass("revised");
    expect(screen.getByRole("note", { name: "本段的改动" })).toHaveTextContent("原为本年收入0.14万元。");
    const change = within(panel()).getByRole("group", { name: "改动：收入 行政运行" });
    expect(change).toHaveTextContent("900.00元 → 改为1,000.00元");
    expect(within(change).getByRole("button", { name: "请核对合计数。" })).toBeVisible();
    const comments = within(panel()).getByRole("group", { name: /^审核意见/ });
    expect(comments).toHaveTextContent("内容已改，待确认");
    expect(comments).toHaveTextContent("1,400.00元 → 改为1,500.00元");
    expect(within(panel()).getByRole("status", { name: "改动的数目" })).toHaveTextContent(
      "输入改动 2 处 · 连带变化 1 处 · 意见 1 条（内容已改 1，未改 0）",
    );
  });

  it("is reached and judged by keys alone, each going on to the next", async () => {
    const { person, panel } = review({}, { round, threads: [own] });
    await person.keyboard("n");
    expect(within(panel()).getByRole("group", { name: "改动：收入 行政运行" })).toHaveFocus();
    await person.keyboard("x");
    expect(within(panel()).getByRole("group", { name: "改动：主要职能" })).toHaveFocus();
    await person.keyboard("x");
    expect(within(panel()).getByRole("group", { name: /^审核意见/ })).toHaveFocus();
    await person.keyboard("s");
    expect(within(panel()).getByRole("group", { name: "需要说明" })).toHaveFocus();
    await person.keyboard("a");
    await waitFor(() => expect(judge).toHaveBeenCalledTimes(1));
    expect(mark.mock.calls.map(([input]) => (input as { marks: object[] }).marks)).toEqual([
      [{ part: round.changes![0]!.part, hash: round.changes![0]!.hash }],
      [{ part: round.changes![1]!.part, hash: round.changes![1]!.hash }],
    ]);
    expect(resolve.mock.lastCall![0]).toMatchObject({ commentId: "t1", isResolved: true });
    expect(judge.mock.lastCall![0]).toMatchObject({ findingKey: "V-01@income", isAccepted: true });
    expect(within(panel()).getAllByText("已看过")).toHaveLength(2);
  });

  it("takes a mark back that was not kept, and says so", async () => {
    mark.mockResolvedValueOnce({ ok: false, reasons: ["没有连上服务器。"] });
    const { person, panel } = review({}, { round, threads: [own] });
    await person.keyboard("nx");
    expect(await within(panel()).findByText("没有连上服务器。")).toBeVisible();
    expect(within(panel()).queryByText("已看过")).toBeNull();
  });

  it("opens the field of a refusal by its key, and leaves what is typed there alone", async () => {
    const { person, panel } = review({}, { round, threads: [own] });
    within(panel()).getByRole("group", { name: "需要说明" }).focus();
    await person.keyboard("r");
    const field = await within(panel()).findByRole("textbox", { name: /不认可的原因/ });
    expect(field).toHaveFocus();
    await person.keyboard("nxsa");
    expect(field).toHaveValue("nxsa");
    expect(mark).not.toHaveBeenCalled();
  });

  it("keeps what was refused readable beside what is written now, and where its finding has gone", () => {
    const { panel } = review({}, { round, refusals: refused });
    const [beside, gone] = within(panel()).getAllByRole("list", { name: "此前未认可的说明" });
    expect(beside).toHaveTextContent(/此前未认可 请写明人数.*单位当时的说明：情况属实。.*李审核 2023-03-01 10:00/);
    expect(gone).toHaveTextContent(/与表不符.*没有变化。.*由旧版本系统覆盖/);
  });

  it("tells which parts somebody looked at and which changed since; marks them all at once", async () => {
    const { person, panel } = review({}, { round });
    const seen = () =>
      within(panel())
        .getByRole("heading", { name: /^看过的部分/ })
        .closest("section")!;
    expect(seen()).toHaveTextContent("看过的部分（0/2）王复核看过 1/2 部分，最近在 2023-03-02 11:00");
    expect(seen()).toHaveTextContent(/收入决算表看过后有改动王复核已看过/);
    await person.click(within(seen()).getByRole("button", { name: "全部标为看过" }));
    expect(seen()).toHaveTextContent("看过的部分（2/2）");
    expect(mark.mock.lastCall![0]).toMatchObject({ marks: [{ part: "table-income" }, { part: "narrative" }] });
  });

  it("has nothing to compare the first time, says when a point is none, and what old points do not know", () => {
    const { panel } = review({}, { round: { ...noRound, unknownPoint: "v9.submit.1", notKept: ["performance"] } });
    expect(panel()).toHaveTextContent("没有更早的时点可以比较");
    expect(panel()).toHaveTextContent("没有“v9.submit.1”这个时点");
    expect(panel()).toHaveTextContent("绩效的改动不能列出");
  });

  it("lets a reader see it who may not judge", async () => {
    const { person, panel } = review({ mayComment: false, mayJudge: false, mayMark: false }, { round });
    expect(within(panel()).queryByRole("button", { name: /看过/ })).toBeNull();
    await person.keyboard("nxsa");
    expect(mark).not.toHaveBeenCalled();
    expect(judge).not.toHaveBeenCalled();
  });
});
