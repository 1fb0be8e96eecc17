import { expect, it, vi } from "vitest";
import DeskReportPage from "./(unit)/desk/[unitCode]/[year]/page";
import ReviewReportPage from "./(bureau)/review/[unitCode]/[year]/page";

const { loadReport, refuse } = vi.hoisted(() => ({
  loadReport: vi.fn(),
  refuse: () => Promise.reject(new Error("forbidden")),
}));
vi.mock("@/lib/features/session/loaders", () => ({ requireArea: refuse, requirePermission: refuse }));
vi.mock("@/lib/features/report-view/loaders", () => ({ loadReport }));
// What the pages show is not looked at here.
vi.mock("@/components/desk/desk-workspace", () => ({}));
vi.mock("@/components/review/review-workspace", () => ({}));
vi.mock("@/components/review/step-buttons", () => ({}));
vi.mock("@/components/comments/comment-scope", () => ({}));
vi.mock("@/components/desk/department/take-total", () => ({}));
vi.mock("@/components/year-notice/year-notices", () => ({}));
vi.mock("@/lib/features/comments/loaders", () => ({}));
vi.mock("@/lib/features/report-opening/loaders", () => ({}));
vi.mock("@/lib/features/subjects/loaders", () => ({}));
vi.mock("@/lib/features/year-notice/loaders", () => ({}));

// Next renders a page beside its layout: what the layout refuses, the page would have computed.
it.each([
  ["the desk", DeskReportPage],
  ["the review", ReviewReportPage],
])("the page of a report at %s asks for the permission before it does any work", async (_, page) => {
  const given = { params: Promise.resolve({ unitCode: "101001", year: "2021" }), searchParams: Promise.resolve({}) };
  await expect(page(given)).rejects.toThrow("forbidden");
  expect(loadReport).not.toHaveBeenCalled();
});
