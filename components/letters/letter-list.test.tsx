import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { LetterLine } from "@/lib/features/letters/data";
import { LetterList } from "./letter-list";

const { issue } = vi.hoisted(() => ({ issue: vi.fn() }));
vi.mock("@/lib/features/letters/actions", () => ({ askForIssueAction: issue }));

beforeEach(() => {
  issue.mockReset().mockResolvedValue({ ok: false, reasons: ["没有连上"] });
});

const lineOf = (index: number, changes: Partial<LetterLine> = {}): LetterLine => ({
  id: `letter-${index}`,
  kind: "bureauToDepartment",
  year: 2021,
  issuerId: null,
  addresseeId: `unit-${index}`,
  number: `罗财决〔2022〕${index}号`,
  status: "draft",
  revision: index,
  issuer: "罗庄区财政局",
  addressee: `第${index}局`,
  title: `关于批复第${index}局决算的通知`,
  reports: 2,
  issuedOn: null,
  receivedOn: null,
  supersedesId: null,
  followsId: null,
  ...changes,
});

const show = (letters: LetterLine[], mayIssue = true) =>
  render(<LetterList letters={letters} mayIssue={mayIssue} today="2022-07-08" />);
const rows = () => screen.getAllByRole("row").slice(1);

describe("the letters of a year", () => {
  const letters = [
    lineOf(1),
    lineOf(2, { status: "issued", issuedOn: "2022-07-01" }),
    lineOf(3, { kind: "departmentToUnit", issuerId: "unit-2", status: "received", receivedOn: "2022-07-05" }),
    lineOf(4, { number: null }),
  ];

  it("that have no number yet are told apart by what they are and to whom", () => {
    show([lineOf(4, { number: null }), lineOf(5, { number: null, kind: "departmentToUnit" }), lineOf(1)]);
    const names = screen.getAllByRole("link").map((link) => link.getAttribute("aria-label") ?? link.textContent);
    expect(new Set(names).size).toBe(3);
    expect(screen.getByRole("link", { name: /^未编号：.*，致第4局$/ })).toHaveAttribute(
      "href",
      "/review/letters/letter-4",
    );
  });

  it("are found by number and addressee and filtered by how far they are", async () => {
    const user = userEvent.setup();
    show(letters);
    expect(rows()).toHaveLength(4);
    await user.type(screen.getByRole("searchbox"), "第2局");
    expect(rows().map((row) => row.textContent)).toEqual([expect.stringContaining("罗财决〔2022〕2号")]);
    await user.clear(screen.getByRole("searchbox"));
    await user.click(screen.getByRole("button", { name: "已签收 1" }));
    expect(rows().map((row) => row.textContent)).toEqual([expect.stringContaining("2022-07-05")]);
  });

  it("are issued as ticked, drafts of the bureau only, each at the revision that was seen", async () => {
    const user = userEvent.setup();
    show(letters);
    expect(screen.getAllByRole("checkbox")).toHaveLength(2);
    await user.click(screen.getByRole("button", { name: "勾选所列草稿（2）" }));
    await user.click(screen.getByRole("button", { name: "批量印发（2）" }));
    await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "确认印发" }));
    expect(issue).toHaveBeenCalledWith({
      letters: [
        { letterId: "letter-1", revision: 1 },
        { letterId: "letter-4", revision: 4 },
      ],
      signedOn: "2022-07-08",
    });
    expect(screen.getByText("没有连上")).toBeVisible();
  });

  it("offer nothing to who may not issue", () => {
    show(letters, false);
    expect(screen.queryByRole("checkbox")).toBeNull();
    expect(screen.queryByRole("button", { name: /批量印发/ })).toBeNull();
  });

  it("say what comes first while there are none", () => {
    show([]);
    expect(screen.getByText("还没有批复文件")).toBeVisible();
  });
});
