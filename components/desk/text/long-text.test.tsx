import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, it } from "vitest";
import { TextField } from "@/components/ui/text-field";
import { lengthError } from "@/lib/domain/words/text-length";

function Duties() {
  const [text, setText] = useState("");
  return <TextField label="主要职能" isMultiline {...lengthError(text, 10)} value={text} onChange={setText} />;
}

it("keeps every character of a text that is too long, and says by how much", async () => {
  render(<Duties />);
  const field = screen.getByRole("textbox", { name: "主要职能" });
  await userEvent.click(field);
  await userEvent.paste("一二三四五六七八九十甲乙");
  expect(field).toHaveValue("一二三四五六七八九十甲乙");
  expect(screen.getByText("现有12个字，最多10个字，请精简后保存。")).toBeVisible();
  await userEvent.type(field, "{Backspace}{Backspace}");
  expect(screen.queryByText(/请精简后保存/)).toBeNull();
});
