import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, vi } from "vitest";

// A busy machine renders late; a limit finds what never comes, it does not measure.
configure({
  asyncUtilTimeout: 10_000,
  // The whole page in every message hides what was not found.
  getElementError: (message) => new Error(message ?? "not found"),
});

vi.mock("next/navigation", () => ({
  useRouter: () => ({ refresh: () => undefined, push: () => undefined }),
  usePathname: () => "/",
  useSearchParams: () => new URLSearchParams(),
}));

afterEach(() => {
  cleanup();
  localStorage.clear();
  document.adoptedStyleSheets = [];
});
