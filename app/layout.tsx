import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import "./globals.css";

// Whether its district calls them 单位决算 or 部门决算, a page says that asks for the district.
export const metadata: Metadata = {
  title: { default: "明账 · 决算", template: "%s · 明账" },
  description: "决算的编制、审核与公开。",
};

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="zh-CN">
      <body className="min-h-dvh">{children}</body>
    </html>
  );
}
