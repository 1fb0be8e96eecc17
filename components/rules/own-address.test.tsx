import { render, screen } from "@testing-library/react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { OwnAddress } from "./own-address";

it("of a page that is made with the build is whole in the browser, and a path before", () => {
  expect(renderToStaticMarkup(<OwnAddress path="/rules" />)).toBe("/rules");
  render(<OwnAddress path="/rules" />);
  expect(screen.getByText(`${window.location.origin}/rules`)).toBeVisible();
});
