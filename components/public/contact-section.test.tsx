import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { ContactSection } from "./contact-section";

const of = { documentName: "某单位2021年度单位决算", address: "https://example.gov.cn/r/101001/2021/v/2" };
const own = (text: string) => ({ text, isDepartments: false });

it("begins a letter about an error with the document and the address of the version", () => {
  render(<ContactSection contact={{ email: own("a@example.gov.cn") }} {...of} />);
  const letter = screen.getByRole("link", { name: "发邮件指出错误" }).getAttribute("href")!;
  expect(letter).toMatch(/^mailto:a@example\.gov\.cn\?/);
  expect(decodeURIComponent(letter)).toContain("subject=纠错：某单位2021年度单位决算");
  expect(decodeURIComponent(letter)).toContain("网址：https://example.gov.cn/r/101001/2021/v/2\n");
  expect(screen.queryByText(/依申请公开（|条例/)).toBeNull();
});

it("leads to a page for errors before a letter, and says what is the department's", () => {
  const requestUrl = { text: "https://example.gov.cn/ysq", isDepartments: true };
  const contact = { email: own("a@example.gov.cn"), correctionUrl: own("https://example.gov.cn/jc"), requestUrl };
  render(<ContactSection contact={contact} {...of} />);
  expect(screen.getByRole("link", { name: "指出错误" })).toHaveAttribute("href", "https://example.gov.cn/jc");
  expect(screen.getByRole("link", { name: "申请公开其他信息" }).parentElement).toHaveTextContent("（主管部门）");
});
