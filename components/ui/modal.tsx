"use client";

import clsx from "clsx";
import type { ReactNode } from "react";
import { Dialog, Heading, Modal as AriaModal, ModalOverlay } from "react-aria-components";

interface Props {
  title: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** For tables that need the room. */
  isWide?: boolean;
  /** Something is under way in it: it closes only by its own buttons. */
  isBusy?: boolean;
  children: (close: () => void) => ReactNode;
}

/** A dialog that holds the focus while open and gives it back when closed. */
export function Modal({ title, isOpen, onOpenChange, isWide = false, isBusy = false, children }: Props) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={!isBusy}
      isKeyboardDismissDisabled={isBusy}
      className="fixed inset-0 z-20 flex items-center justify-center bg-ink/40 p-4"
    >
      <AriaModal
        className={clsx(
          "max-h-[90dvh] w-full overflow-auto border border-rule bg-surface p-6",
          isWide ? "max-w-5xl" : "max-w-xl",
        )}
      >
        <Dialog className="flex flex-col gap-4 outline-none">
          {({ close }) => (
            <>
              <Heading slot="title" className="font-serif text-xl">
                {title}
              </Heading>
              {children(close)}
            </>
          )}
        </Dialog>
      </AriaModal>
    </ModalOverlay>
  );
}
