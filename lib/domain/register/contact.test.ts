import { expect, it } from "vitest";
import { contactChanges, noContact, shownContact } from "./contact";

const own = { ...noContact, phone: "0539-8240001" };
const department = { ...noContact, phone: "0539-8240000", requestUrl: "https://example.gov.cn/ysq" };

it("a unit's own goes before its department's, and what nobody gave is not there", () => {
  expect(shownContact(own, department)).toEqual({
    phone: { text: "0539-8240001", isDepartments: false },
    requestUrl: { text: "https://example.gov.cn/ysq", isDepartments: true },
  });
  expect(shownContact(null, department)).toMatchObject({ phone: { isDepartments: true } });
  for (const nothing of [null, noContact]) expect(shownContact(nothing, nothing)).toBeNull();
});

it("a change is told by field, before and after", () => {
  expect(contactChanges(own, { ...department, phone: "1" })).toEqual([
    "联系电话由“0539-8240001”改为“1”",
    "填写依申请公开网址“https://example.gov.cn/ysq”",
  ]);
  expect(contactChanges(own, noContact)).toEqual(["删去联系电话“0539-8240001”"]);
  expect(contactChanges(own, own)).toEqual([]);
});
