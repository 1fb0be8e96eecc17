import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { CommentScope } from "@/components/comments/comment-scope";
import type { ThreadLine } from "@/components/comments/thread-line";
import { DeskWorkspace } from "../desk-workspace";
import type { DeskReport } from "../report/desk-report";
import { deskReport } from "./desk-report";

interface Options {
  report?: Partial<DeskReport>;
  view?: string;
  threads?: readonly ThreadLine[];
}

/** The whole desk of one person as a page shows it. The test mocks the actions of the server. */
export function openDesk({ report, view = "income", threads = [] }: Options = {}) {
  const page = deskReport(report);
  const shown = (given: DeskReport) => (
    <CommentScope versionId={given.versionId} userId={given.userId} people={[]}>
      <DeskWorkspace
        report={given}
        explanations={[]}
        threads={threads}
        mayWriteComments
        revision={1}
        steps={[{ step: "submit", blockers: [] }]}
        initialView={view}
      />
    </CommentScope>
  );
  const { rerender, unmount } = render(shown(page));
  return {
    person: userEvent.setup(),
    /** The page is made anew, as by a refresh. */
    refresh: (next: Partial<DeskReport>) => rerender(shown({ ...page, ...next })),
    leave: unmount,
    cell: (key: string) => document.querySelector<HTMLInputElement>(`input[data-key="${key}"]`)!,
    grid: (name: string) => screen.getByRole("grid", { name }),
    saving: () => within(screen.getByRole("region", { name: "填报" })).getAllByRole("status")[0]!,
    checks: () => screen.getByRole("region", { name: "审核结果" }),
  };
}
