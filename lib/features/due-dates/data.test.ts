import { expect, it } from "vitest";
import type { UnitDisclosure } from "@/lib/domain/checks/rule/disclosure";
import { dueList } from "@/lib/domain/decision/due-list";
import { initialRuleOf } from "@/lib/domain/decision/decision-rule";
import { standingOfYear } from "./data";

const unitOf = (unitCode: string): UnitDisclosure => ({
  unitCode,
  unitName: `单位${unitCode}`,
  departmentName: "某局",
  isExempt: false,
  exemptBasis: null,
  hasAccounts: true,
  waitsForCongress: false,
  isDue: true,
  departmentApprovedOn: null,
  approvedOn: "2022-07-04",
  approvedHash: "a",
  publishedOn: null,
  publishedHash: null,
  number: 1,
  correctionReason: null,
  correction: null,
});

it("counts from letters where there are any, and from the approval in the system where there are none", () => {
  const standing = standingOfYear(
    {
      today: "2022-07-20",
      congressDecidedOn: "2022-06-29",
      rule: initialRuleOf(2021),
      holidays: [],
      units: ["101", "102", "103"].map(unitOf),
    },
    new Map([
      ["102", { bureau: { signedOn: "2022-07-08", receivedOn: "2022-07-11" }, own: null }],
      [
        "103",
        {
          bureau: { signedOn: "2022-07-08", receivedOn: "2022-07-11" },
          own: { signedOn: "2022-07-15", receivedOn: null },
        },
      ],
    ]),
  );
  const items = dueList(standing).map(({ unitCode, duty, date, doneOn, isStandIn }) => [
    unitCode,
    duty,
    date.runsFrom,
    doneOn,
    isStandIn,
  ]);
  const of = (unitCode: string, duty: string) => items.find((item) => item[0] === unitCode && item[1] === duty);
  expect(of("101", "unitApproval")).toEqual(["101", "unitApproval", "2022-07-04", "2022-07-04", true]);
  // The department has the bureau's letter and has not passed it on: the click of the approval says nothing any more.
  expect(of("102", "departmentApproval")).toEqual(["102", "departmentApproval", "2022-06-29", "2022-07-08", false]);
  expect(of("102", "unitApproval")).toEqual(["102", "unitApproval", "2022-07-11", null, false]);
  expect(of("102", "unitPublication")).toEqual(["102", "unitPublication", null, null, false]);
  expect(of("103", "unitApproval")).toEqual(["103", "unitApproval", "2022-07-11", "2022-07-15", false]);
  expect(of("103", "unitPublication")).toEqual(["103", "unitPublication", "2022-07-15", null, false]);
});
