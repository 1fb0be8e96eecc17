import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { PortalStanding } from "./portal-standing";

const portal = {
  address: "http://10.1.2.3/a.htm",
  askedAt: "2026-12-01T03:00:00.000Z",
  isClosed: false,
  findings: [],
};

it("says when an address was compared, and not of one that is not asked that it was", () => {
  const { unmount } = render(<PortalStanding portal={portal} />);
  expect(screen.getByText(/2026\/12\/01 11:00 核对/)).toBeVisible();
  unmount();
  render(<PortalStanding portal={{ ...portal, isClosed: true }} />);
  expect(screen.getByText("在内部网络上，没有核对")).toBeVisible();
  expect(screen.queryByText(/11:00 核对/)).toBeNull();
});
