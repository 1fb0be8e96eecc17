import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { totalPage } from "../total-page";

export const metadata: Metadata = { title: "部门汇总" };

export default async function DepartmentTotalPage({ params, searchParams }: PageProps<"/review/totals/[code]">) {
  const { code } = await params;
  if (!/^[\w.-]{1,40}$/.test(code)) notFound();
  return totalPage(code, await searchParams);
}
