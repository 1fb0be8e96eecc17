// What the accounts are called depends on the district's region: 单位决算, or 部门决算.
import { render, screen } from "@testing-library/react";
import { expect, it, vi } from "vitest";
import { generateMetadata } from "@/app/(public)/page";
import SignInPage from "@/app/sign-in/page";

const region = vi.hoisted(() => ({ code: "" }));
vi.mock("server-only", () => ({}));
vi.mock("next/headers", () => ({ headers: async () => new Headers() }));
vi.mock("@/lib/platform/site-address", () => ({
  addressFor: (_given: unknown, path: string) => `http://localhost${path}`,
}));
vi.mock("@/components/session/sign-in-form", () => ({ SignInForm: () => null }));
vi.mock("@/lib/features/session/loaders", () => ({ loadSession: async () => null }));
vi.mock("@/lib/features/public-reports/loaders", () => ({
  loadComingYears: vi.fn(),
  loadPublishedYears: vi.fn(),
  loadPublicDistrict: async () => ({ name: "某区", regionCode: region.code }),
}));

it.each([
  ["31", "部门决算"],
  ["37", "单位决算"],
])("of region %s are %s on the sign-in page and in the title of the first page", async (code, noun) => {
  region.code = code;
  render(await SignInPage({ searchParams: Promise.resolve({}) }));
  expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent(`${noun}编制、审核与公开 · 登录`);
  expect((await generateMetadata()).title).toBe(`某区${noun}公开`);
});
