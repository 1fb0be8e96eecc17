import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { FormCommentChooser } from "./form-comment-chooser";

const block = {
  kind: "grid" as const,
  id: "form-1",
  grid: {
    title: "绩效自评表",
    widths: [1, 1],
    orientation: "portrait" as const,
    head: [[{ text: "指标" }, { text: "得分" }]],
    body: [[{ text: "采购批次" }, { text: "4" }]],
    notes: [],
  },
};

it("offers a form as a whole and row by row, and says on which rows there are comments", async () => {
  const person = userEvent.setup();
  const choose = vi.fn();
  render(<FormCommentChooser block={block} commented={new Set(["form-1:row:2"])} onChoose={choose} />);
  const field = screen.getByRole("combobox", { name: "对绩效自评表提意见" });
  await person.selectOptions(field, "第2行 采购批次 4（有意见）");
  expect(choose).toHaveBeenLastCalledWith({
    kind: "sentence",
    id: "form-1:row:2",
    label: "绩效自评表 第2行 采购批次 4",
  });
  await person.selectOptions(field, "整张表");
  expect(choose).toHaveBeenLastCalledWith({ kind: "sentence", id: "form-1", label: "绩效自评表" });
});
