import type { ReactNode } from "react";
import { Button, type Emphasis } from "./button";
import { Refusals } from "./refusals";

interface Props {
  /** What the step does, and what is asked for it. */
  children: ReactNode;
  /** On the button that takes the step. */
  label: string;
  emphasis?: Emphasis;
  /** Why the step was refused, and what that is called. */
  reasons: string[];
  refusedTitle?: string;
  isDisabled: boolean;
  close: () => void;
  onConfirm: () => void;
}

/** Inside a dialog that asks before a step is taken: its consequence, why it was refused, and the two ways out. */
export function Confirmation(props: Props) {
  const { children, label, emphasis = "danger", reasons, refusedTitle, isDisabled, close, onConfirm } = props;
  return (
    <>
      {children}
      <Refusals reasons={reasons} title={refusedTitle} />
      <div className="flex justify-end gap-2">
        <Button onPress={close}>取消</Button>
        <Button emphasis={emphasis} isDisabled={isDisabled} onPress={onConfirm}>
          {label}
        </Button>
      </div>
    </>
  );
}
