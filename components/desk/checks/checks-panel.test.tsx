import "../testing/actions";
import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { controlKey } from "@/lib/domain/words/fact-address";
import { severityLabels } from "@/lib/domain/words/finding";
import { openDesk } from "../testing/desk-page";
import { cellAt, deskReport, wages } from "../testing/desk-report";
import { server, startServer } from "../testing/server";

beforeEach(startServer);

/** The ledger says 1,600 yuan of income; the sheet adds up to 1,500. */
const control = controlKey("income.total.total");
const withControl = { cells: [...deskReport().cells, cellAt(control, 160_000)] };

describe("the checks beside the figures", () => {
  it("say what is wrong, with the way to the cell, and that it is gone once the figure is right", async () => {
    const { person, checks, cell } = openDesk({ report: withControl });
    const stated = () =>
      [...checks().querySelectorAll("li[data-finding]")].filter((line) => line.textContent.includes("控制数"));
    await waitFor(() => expect(stated()).toHaveLength(1));
    expect(stated()[0]).toHaveTextContent(/1,600\.00.*1,500\.00|1,500\.00.*1,600\.00/);
    await person.click(within(stated()[0] as HTMLElement).getByRole("button", { name: "到填报单元格" }));
    await waitFor(() => expect(cell(control)).toHaveFocus());
    await person.click(within(screen.getByRole("navigation")).getByRole("button", { name: /^收入/ }));
    await person.click(cell(wages));
    await person.keyboard("1100{Enter}");
    await waitFor(() => expect(stated()).toEqual([]));
  });

  it("are walked through with F8, from anywhere at the desk", async () => {
    const { person, checks, cell } = openDesk({ report: withControl });
    await person.click(cell(wages));
    await person.keyboard("{F8}");
    const lines = checks().querySelectorAll("li[data-finding]");
    await waitFor(() => expect(lines[0]).toHaveFocus());
    expect(lines[0]).toHaveAttribute("aria-current", "true");
    await person.keyboard("{Shift>}{F8}{/Shift}");
    await waitFor(() => expect([...lines].at(-1)).toHaveFocus());
  });

  it("are walked through in the kind that is picked only", async () => {
    const { person, checks } = openDesk({ report: withControl });
    await person.selectOptions(within(checks()).getByRole("combobox", { name: /显示/ }), severityLabels.explain);
    await person.keyboard("{F8}");
    const current = () => checks().querySelector("li[aria-current]");
    await waitFor(() => expect(current()).toHaveFocus());
    for (const line of checks().querySelectorAll("li[data-finding]"))
      expect(within(line as HTMLElement).getByText(severityLabels.explain)).toBeVisible();
  });

  it("take an explanation, which is sent when its field is left", async () => {
    const { person, checks } = openDesk({ report: withControl });
    const [explanation] = within(checks()).queryAllByRole("textbox", { name: /核实说明/ });
    expect(explanation).toBeDefined();
    await person.type(explanation!, "已核对账簿");
    expect(explanation).toHaveValue("已核对账簿");
    await person.tab();
    await waitFor(() => expect(server.explainFinding).toHaveBeenCalledTimes(1));
    expect(server.explainFinding.mock.calls[0]![0]).toMatchObject({ text: "已核对账簿" });
  });
});
