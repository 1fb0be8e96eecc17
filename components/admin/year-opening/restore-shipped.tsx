"use client";

import { useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Confirmation } from "@/components/ui/confirmation";
import { Modal } from "@/components/ui/modal";
import { useSending } from "@/components/ui/use-sending";
import { restoreShippedAction } from "@/lib/features/year-opening/actions";

interface Props {
  year: number;
  revision: number;
  /** What is otherwise in the subjects that come with the system. */
  children: ReactNode;
}

/** The way back from an imported catalogue to the subjects that come with the system, after a question. */
export function RestoreShipped({ year, revision, children }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const { reasons, isSending, send } = useSending();
  return (
    <div>
      <Button onPress={() => setIsOpen(true)}>恢复系统附带的科目</Button>
      <Modal title={`恢复系统附带的科目：${year}年度`} isOpen={isOpen} onOpenChange={setIsOpen}>
        {(close) => (
          <Confirmation
            label="恢复"
            reasons={reasons}
            refusedTitle="没有恢复"
            isDisabled={isSending}
            close={close}
            onConfirm={() => void send(() => restoreShippedAction({ year, known: revision }), close)}
          >
            <p className="text-sm">
              已导入的科目目录“{year}”将删除，本年度改用系统附带的科目；需要时可以重新导入文件。与已导入的目录相比：
            </p>
            {children}
          </Confirmation>
        )}
      </Modal>
    </div>
  );
}
