import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { CommentScope } from "@/components/comments/comment-scope";
import type { ThreadLine } from "@/components/comments/thread-line";
import type { FrozenPart } from "@/lib/domain/document/frozen-document";
import { figureSources } from "@/lib/domain/report/figure-sources";
import { createReportModel } from "@/lib/domain/report/open-report";
import { cataloguesOf } from "@/lib/domain/testing/catalogues";
import { factKey } from "@/lib/domain/words/fact-address";
import { ReviewWorkspace, type FindingLine } from "./review-workspace";

const { judge, comment } = vi.hoisted(() => ({ judge: vi.fn(), comment: vi.fn() }));
vi.mock("@/lib/features/checks/actions", () => ({ judgeExplanationAction: judge }));
vi.mock("@/lib/features/comments/actions", () => ({
  addCommentAction: comment,
  answerCommentAction: vi.fn(),
  resolveCommentAction: vi.fn(),
}));

beforeEach(() => {
  judge.mockReset().mockResolvedValue({ ok: true, data: undefined });
  comment.mockReset().mockResolvedValue({ ok: true, data: { commentId: "c1" } });
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
        ],
      },
    ],
  },
] as FrozenPart[];

function review(may: { mayComment?: boolean; mayJudge?: boolean } = {}) {
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
        cellLabels={{ [total]: "收入决算表 合计", [office]: "收入决算表 一般行政管理事务" }}
        sources={figureSources(model, tables)}
        findings={findings}
        threads={[thread]}
        changes={[]}
        timeline={[]}
        mayComment
        mayJudge
        {...may}
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
