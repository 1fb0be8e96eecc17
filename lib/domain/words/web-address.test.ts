import { expect, it } from "vitest";
import { isWebAddress } from "./web-address";

it.each(["https://www.example.gov.cn/ysqgk?id=1", "http://example.cn", "HTTPS://某区.政务/纠错"])("takes %s", (text) =>
  expect(isWebAddress(text)).toBe(true),
);

it.each([
  "",
  "www.example.gov.cn",
  "javascript:alert(1)",
  "ftp://example.cn",
  "https://",
  "https://a b",
  'https://example.cn/"onclick',
  "https://name:word@example.cn/",
])("refuses %j", (text) => expect(isWebAddress(text)).toBe(false));
