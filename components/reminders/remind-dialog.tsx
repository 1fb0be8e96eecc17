"use client";

import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Modal } from "@/components/ui/modal";
import { Refusals } from "@/components/ui/refusals";
import { TextField } from "@/components/ui/text-field";
import { useSending } from "@/components/ui/use-sending";
import { initialReminder, reminderPlaces } from "@/lib/domain/notices/reminder-template";
import { previewReminderAction, sendReminderAction } from "@/lib/features/reminders/actions";
import type { ReminderPreview } from "@/lib/features/reminders/schema";

interface Props {
  year: number;
  /** Units that are to be reminded; those that have submitted are left alone. */
  unitIds: readonly string[];
  /** The words that it begins with. */
  template?: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** It was sent to so many units. */
  onSent?: (units: number) => void;
}

/** 催报: the words, what they become for a unit, whom they do not reach, and sending them. */
export function RemindDialog({ isOpen, onOpenChange, ...rest }: Props) {
  return (
    <Modal title={`催报${rest.year}年度决算`} isOpen={isOpen} onOpenChange={onOpenChange}>
      {(close) => <Remind {...rest} close={close} />}
    </Modal>
  );
}

function Remind({
  year,
  unitIds,
  template = initialReminder,
  onSent,
  close,
}: Omit<Props, "isOpen" | "onOpenChange"> & {
  close: () => void;
}) {
  const [words, setWords] = useState(template);
  const [preview, setPreview] = useState<(ReminderPreview & { of: string }) | null>(null);
  const { reasons, isSending, send } = useSending({ unreached: "没有连上服务器，没有催报。请检查网络后重试。" });
  // One dialog sends one reminder, however often it is pressed.
  const reminderId = useRef<string | null>(null);
  const look = useSending({ refreshes: false, unreached: "没有连上服务器，看不到预览。请重试。" });
  const asked = { year, unitIds: [...unitIds], template: words };
  const show = () =>
    look.send(
      () => previewReminderAction(asked),
      (answer) => {
        reminderId.current ??= answer.reminderId;
        setPreview({ ...answer, of: words });
      },
    );
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current) return;
    isFirst.current = false;
    void show();
  });
  const isShown = preview !== null && preview.of === words;
  return (
    <div className="flex flex-col gap-4">
      <TextField
        label="催报内容"
        hint={`可以用的占位：${Object.entries(reminderPlaces)
          .map(([place, meaning]) => `{${place}}（${meaning}）`)
          .join("、")}。`}
        isMultiline
        rows={5}
        value={words}
        onChange={setWords}
      />
      {isShown ? <Preview preview={preview} /> : <Button onPress={() => void show()}>预览</Button>}
      <Refusals reasons={look.reasons} title="不能这样催报" />
      <Refusals reasons={reasons} title="没有催报" />
      <div className="flex justify-end gap-2">
        <Button onPress={close}>取消</Button>
        <Button
          emphasis="primary"
          isDisabled={!isShown || preview.units === 0 || isSending}
          onPress={() =>
            void send(
              () => sendReminderAction({ ...asked, reminderId: reminderId.current! }),
              ({ units }) => {
                onSent?.(units);
                close();
              },
            )
          }
        >
          {isSending ? "正在发送……" : `催报${isShown ? ` ${preview.units} 个单位` : ""}`}
        </Button>
      </div>
    </div>
  );
}

function Preview({ preview }: { preview: ReminderPreview }) {
  const { unitName, text, units, people, withoutPreparer, settled } = preview;
  return (
    <section aria-label="预览" className="flex flex-col gap-2 text-sm">
      {units > 0 && (
        <>
          <p role="status">
            将通知 {units} 个单位的 {people} 人。{unitName}收到的是：
          </p>
          <blockquote className="whitespace-pre-line border-l-4 border-line bg-shade px-3 py-2">{text}</blockquote>
        </>
      )}
      {withoutPreparer.length > 0 && (
        <Callout tone="warn" title={`${withoutPreparer.length} 个单位没有可用的填报人，通知不到`}>
          {listed(withoutPreparer)}。请管理员先设置填报人。
        </Callout>
      )}
      {settled.length > 0 && (
        <p className="text-muted">
          {settled.length} 个单位已经上报或不需报送，不催报：{listed(settled)}。
        </p>
      )}
    </section>
  );
}

/** So many are named; more are counted. */
const NAMED = 10;

function listed(names: readonly string[]): string {
  return names.length > NAMED ? `${names.slice(0, NAMED).join("、")}等 ${names.length} 个` : names.join("、");
}
