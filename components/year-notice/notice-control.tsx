"use client";

import { useState } from "react";
import { FormFooter } from "@/components/admin/form-footer";
import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import { Refusals } from "@/components/ui/refusals";
import { TextField } from "@/components/ui/text-field";
import { useSending } from "@/components/ui/use-sending";
import { saveNoticeAction } from "@/lib/features/year-notice/actions";

interface Props {
  year: number;
  notice: string;
  revision: number;
}

/** Changes what the bureau writes of a year. */
export function NoticeControl({ year, notice, revision }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const title = revision === 0 ? "发布本年变化" : "修改说明";
  return (
    <>
      <div>
        <Button onPress={() => setIsOpen(true)}>{title}</Button>
      </div>
      <Modal title={`${title}：${year}年度`} isOpen={isOpen} onOpenChange={setIsOpen}>
        {(close) => <NoticeForm year={year} notice={notice} revision={revision} close={close} />}
      </Modal>
    </>
  );
}

function NoticeForm({ year, notice, revision, close }: Props & { close: () => void }) {
  const { reasons, isSending, send } = useSending();
  // The notice that stood here when the dialog was opened: the page may be made anew behind it.
  const [known] = useState(revision);
  return (
    <form
      method="post"
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        const typed = String(new FormData(event.currentTarget).get("notice"));
        void send(() => saveNoticeAction({ year, known, notice: typed }), close);
      }}
    >
      <TextField
        label="财政局补充说明"
        hint="保存后，已经收起的人会再次看到。"
        name="notice"
        defaultValue={notice}
        maxLength={4000}
        isMultiline
        rows={8}
      />
      <Refusals reasons={reasons} />
      <FormFooter isSubmitting={isSending} close={close} />
    </form>
  );
}
