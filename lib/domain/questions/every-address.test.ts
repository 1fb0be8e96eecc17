import { expect, it } from "vitest";
import { addressesOfYear, standingAddresses } from "./every-address";
import { readAddress } from "./question";

it("lists addresses that can be asked, each once", () => {
  const addresses = [...standingAddresses, ...addressesOfYear(2021)];
  expect(new Set(addresses).size).toBe(addresses.length);
  for (const address of addresses)
    expect(readAddress(address.replace("/d/", "").split("/"), []), address).toMatchObject({ ok: true });
  expect(standingAddresses).toEqual(["/d/years", "/d/compare"]);
  expect(addresses).toEqual(expect.arrayContaining(["/d/2021", "/d/2021/status", "/d/2021/rank/officialReception"]));
});
