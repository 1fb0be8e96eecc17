/** The items of “三公” spending, each with the economic subject (款) under which basic expenditure has its part of it. */
export const threePublicItems = [
  { id: "overseasTravel", subject: "30212" },
  { id: "vehiclePurchase", subject: "31013" },
  { id: "vehicleOperation", subject: "30231" },
  { id: "officialReception", subject: "30217" },
] as const;
export type ThreePublicItem = (typeof threePublicItems)[number]["id"];

/** The economic subject of an item. */
export function subjectOfThreePublic(item: ThreePublicItem): string {
  return threePublicItems.find(({ id }) => id === item)!.subject;
}
