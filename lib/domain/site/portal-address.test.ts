import { describe, expect, it } from "vitest";
import { comparedAddress, domainsOf, portalAddressProblem } from "./portal-address";

const places = { domains: ["www.example.gov.cn", "某区.政务"], ownHost: "js.example.gov.cn" };

describe("an address on the portal", () => {
  it.each([
    "https://www.example.gov.cn/zwgk/2022/t1.html",
    "http://czj.www.example.gov.cn/a?id=1#/x",
    "http://某区.政务/1",
  ])("may be %s", (address) => expect(portalAddressProblem(address, places)).toBeNull());

  it.each([
    ["javascript:alert(1)", "http:// 或 https://"],
    ["www.example.gov.cn/1", "http:// 或 https://"],
    ["https://user:pass@www.example.gov.cn/", "密码"],
    ["https://www.example.gov.cn/a b", "空格"],
    [`https://www.example.gov.cn/${"a".repeat(500)}`, "500"],
    ["https://elsewhere.com/1", "不在门户网站"],
    ["https://www.example.gov.cn.elsewhere.com/", "不在门户网站"],
    ["https://notwww.example.gov.cn/", "不在门户网站"],
    ["https://js.example.gov.cn/r/101001/2021", "本网站自己"],
  ])("is not %s", (address, said) => expect(portalAddressProblem(address, places)).toContain(said));

  it("may be on any host while the district has named none", () =>
    expect(portalAddressProblem("https://elsewhere.com/1", { domains: [] })).toBeNull());

  it("is the same in two spellings", () => {
    expect(comparedAddress("HTTPS://WWW.Example.gov.cn")).toBe(comparedAddress("https://www.example.gov.cn:443/"));
    expect(comparedAddress("https://a.cn/?id=1")).not.toBe(comparedAddress("https://a.cn/?id=2"));
  });

  it("is on domains that are typed in a row", () =>
    expect(domainsOf(" a.gov.cn、b.gov.cn，c.gov.cn ")).toEqual(["a.gov.cn", "b.gov.cn", "c.gov.cn"]));
});
