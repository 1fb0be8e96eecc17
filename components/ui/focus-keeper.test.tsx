import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState, type ReactNode } from "react";
import { describe, expect, it } from "vitest";
import { Button } from "./button";
import { Confirmation } from "./confirmation";
import { FocusKeeper } from "./focus-keeper";
import { Modal } from "./modal";
import { useSending } from "./use-sending";

const done = () => Promise.resolve({ ok: true as const, data: undefined });
const refuse = () => Promise.resolve({ ok: false as const, reasons: ["汇总的内容有变动，请刷新后再办。"] });
const show = (content: ReactNode) =>
  render(
    <>
      <FocusKeeper />
      <main>
        <h1>全区汇总</h1>
        {content}
      </main>
    </>,
  );
const button = (name: string) => screen.getByRole("button", { name });

/** A step that is asked for in a dialog; its button goes away once it is taken, as the refreshed page is without it. */
function Step({ call, result = null }: { call: typeof done | typeof refuse; result?: ReactNode }) {
  const [isTaken, setIsTaken] = useState(false);
  const [isOpen, setIsOpen] = useState(false);
  const { reasons, isSending, send } = useSending();
  if (isTaken) return <section>{result}</section>;
  return (
    <section>
      <Button onPress={() => setIsOpen(true)}>批准汇总</Button>
      <Modal title="批准汇总" isOpen={isOpen} onOpenChange={setIsOpen}>
        {(close) => (
          <Confirmation
            label="批准"
            reasons={reasons}
            isDisabled={isSending}
            close={close}
            onConfirm={() =>
              void send(call, () => {
                close();
                setTimeout(() => act(() => setIsTaken(true)), 30);
              })
            }
          >
            <p>批准之后固定。</p>
          </Confirmation>
        )}
      </Modal>
    </section>
  );
}

describe("the focus", () => {
  it("is on the message of a refusal, from where Escape closes the dialog and gives it back", async () => {
    const person = userEvent.setup();
    show(<Step call={refuse} />);
    await person.click(button("批准汇总"));
    await person.click(button("批准"));
    await waitFor(() => expect(screen.getByRole("alert")).toHaveFocus());
    await person.keyboard("{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
    await waitFor(() => expect(button("批准汇总")).toHaveFocus());
  });

  it("is on what has become of a step whose button is gone", async () => {
    const person = userEvent.setup();
    show(<Step call={done} result={<p role="status">已批准。</p>} />);
    await person.click(button("批准汇总"));
    await person.click(button("批准"));
    await waitFor(() => expect(screen.getByRole("status")).toHaveFocus());
  });

  it("is on the heading where nothing is said", async () => {
    const person = userEvent.setup();
    show(<Step call={done} />);
    await person.click(button("批准汇总"));
    await person.click(button("批准"));
    await waitFor(() => expect(screen.getByRole("heading", { name: "全区汇总" })).toHaveFocus());
  });

  it("comes back to a button that was inert while its step was under way", async () => {
    let answer = () => undefined as void;
    function Slow() {
      const { isSending, send } = useSending();
      const call = () =>
        new Promise<{ ok: true; data: undefined }>(
          (resolve) => (answer = () => resolve({ ok: true, data: undefined })),
        );
      return (
        <Button isDisabled={isSending} onPress={() => void send(call)}>
          核对
        </Button>
      );
    }
    const person = userEvent.setup();
    show(<Slow />);
    await person.click(button("核对"));
    // Browsers take the focus from what is disabled; this one lets go of nothing that is.
    button("核对").removeAttribute("disabled");
    act(() => button("核对").blur());
    button("核对").setAttribute("disabled", "");
    expect(document.body).toHaveFocus();
    await act(async () => answer());
    await waitFor(() => expect(button("核对")).toHaveFocus());
  });

  it("stays away where somebody has pressed elsewhere", async () => {
    function Going() {
      const [isThere, setIsThere] = useState(true);
      return (
        <>
          {isThere && <Button onPress={() => setTimeout(() => act(() => setIsThere(false)), 50)}>去掉</Button>}
          <p>正文</p>
        </>
      );
    }
    const person = userEvent.setup();
    show(<Going />);
    await person.click(button("去掉"));
    await person.click(screen.getByText("正文"));
    await waitFor(() => expect(screen.queryByRole("button")).toBeNull());
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(document.body).toHaveFocus();
  });

  it("waits for the page that a step leads to, which is empty on its way", async () => {
    function Led() {
      const [shown, setShown] = useState<"before" | "nothing" | "after">("before");
      const lead = () => {
        setShown("nothing");
        setTimeout(() => act(() => setShown("after")), 200);
      };
      return (
        <>
          <FocusKeeper />
          <main>
            {shown === "before" && <Button onPress={lead}>批准汇总</Button>}
            {shown === "after" && <h1>部门汇总</h1>}
          </main>
        </>
      );
    }
    render(<Led />);
    await userEvent.setup().click(button("批准汇总"));
    await waitFor(() => expect(screen.getByRole("heading", { name: "部门汇总" })).toHaveFocus());
  });
});
