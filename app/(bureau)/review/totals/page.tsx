import type { Metadata } from "next";
import { totalPage } from "./total-page";

export const metadata: Metadata = { title: "全区汇总" };

export default async function DistrictTotalPage({ searchParams }: PageProps<"/review/totals">) {
  return totalPage(null, await searchParams);
}
