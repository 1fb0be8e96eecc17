import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, it } from "vitest";
import { DatedLines, type DatedLine } from "./dated-lines";

it("takes paragraphs with and without a day, adds and removes them", async () => {
  const person = userEvent.setup();
  let now: readonly DatedLine[] = [];
  function Held() {
    const [lines, setLines] = useState<readonly DatedLine[]>([
      { text: "甲", dueOn: null },
      { text: "乙", dueOn: "2022-09-30" },
    ]);
    now = lines;
    return <DatedLines label="有关要求" lines={lines} onChange={setLines} />;
  }
  render(<Held />);
  await person.type(screen.getByLabelText("有关要求第1条的期限"), "2022-08-31");
  await person.clear(screen.getByLabelText("有关要求第2条的期限"));
  await person.click(screen.getByRole("button", { name: "添加一条" }));
  await person.type(screen.getByLabelText("有关要求第3条"), "丙");
  expect(now).toEqual([
    { text: "甲", dueOn: "2022-08-31" },
    { text: "乙", dueOn: null },
    { text: "丙", dueOn: null },
  ]);
  await person.click(screen.getByRole("button", { name: "删除有关要求第1条" }));
  expect(now.map(({ text }) => text)).toEqual(["乙", "丙"]);
});
