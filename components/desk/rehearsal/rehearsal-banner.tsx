"use client";

import { useRouter } from "next/navigation";
import { FlaskConical } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { formatDateTime } from "@/lib/domain/words/moments";
import { Modal } from "@/components/ui/modal";
import type { FactKey } from "@/lib/domain/words/fact-address";
import type { MovedFigure } from "@/lib/domain/report/rehearsal/moved-figures";
import { RehearsalAdoption } from "./rehearsal-adoption";
import { RehearsalChanges, textOf } from "./rehearsal-changes";
import { isRehearsing } from "../store/desk-state";
import { useDesk, useDeskActs } from "../store/use-desk";
import { untilShown } from "../store/ways";
import { REHEARSAL_BUTTON_ID } from "./rehearsal-button";

/** So many of the lost figures are named before they are thrown away. */
const MAX_NAMED = 5;

/** The rehearsal in words: that it is one, how much was moved, and the ways out of it. Also while it is put aside. */
export function RehearsalBanner() {
  const router = useRouter();
  const { rehearsal, adoptRehearsal, ways } = useDeskActs();
  const { moved, at, isStored } = useDesk((state) => state.rehearsal);
  const rehearses = useDesk(isRehearsing);
  const isEditable = useDesk(({ report }) => report.isEditable);
  const locked = useDesk((state) => state.locked);
  const model = useDesk(({ seen }) => seen.model);
  const [open, setOpen] = useState<"changes" | "adoption" | "discard" | null>(null);
  if (!rehearses && moved.length === 0) return null;

  const { sheets } = model.tableSet;
  const nameOf = (key: FactKey) => model.labelOfFact(key);
  const problemOf = ({ key, now }: MovedFigure) =>
    now.raw !== null ? "填的不是金额，改正后才能采用。" : locked.has(key) ? "此单元格已锁定，不能采用。" : null;
  /** Why nothing of it can be taken over. */
  const whyNot = isEditable ? null : "报告在当前状态下不能修改，彩排只供查看，不能采用。";

  const show = (dialog: "changes" | "adoption") => {
    // What others stored meanwhile belongs in the list.
    router.refresh();
    setOpen(dialog);
  };
  const discard = () => {
    rehearsal.discard();
    // It is gone, and the buttons of this banner with it.
    untilShown(() => document.getElementById(REHEARSAL_BUTTON_ID)?.focus());
  };
  const dialog = (of: typeof open) => ({
    isOpen: open === of,
    onOpenChange: (isOpen: boolean) => setOpen(isOpen ? of : null),
  });
  const goTo = (close: () => void) => (key: FactKey) => {
    close();
    if (!rehearses) rehearsal.begin();
    ways.goTo(key);
  };

  return (
    <section
      aria-label="彩排"
      className="mb-3 border-l-4 border-dashed border-accent bg-accent-shade px-3 py-2 text-sm"
    >
      <p className="flex gap-2">
        <FlaskConical aria-hidden className="mt-1 size-4 shrink-0 text-accent" />
        <span>
          {rehearses ? (
            <>
              <strong>彩排中</strong>：改动只在本机，不会保存。已改动 {moved.length} 处。
            </>
          ) : (
            <>
              <strong>有一次未完的彩排</strong>：改动 {moved.length} 处
              {at && `，最近一次 ${formatDateTime(new Date(at))}`}，留在本机。表中现为正式数。
            </>
          )}
        </span>
      </p>
      {rehearses && (
        <p className="text-muted">文字、核实说明、项目绩效、导入和上报暂停使用；意见、备注和提问照常保存。{whyNot}</p>
      )}
      {!isStored && (
        <p className="text-danger">浏览器没有空间保留彩排，关闭页面后改动会丢失。请先记下，或采用后再关闭。</p>
      )}
      <div className="mt-2 flex flex-wrap gap-2">
        {rehearses && whyNot === null && (
          <Button emphasis="primary" isDisabled={moved.length === 0} onPress={() => show("adoption")}>
            采用
          </Button>
        )}
        <Button onPress={() => (moved.length === 0 ? discard() : setOpen("discard"))}>放弃</Button>
        <Button isDisabled={moved.length === 0} onPress={() => show("changes")}>
          查看改动
        </Button>
      </div>
      <Modal title="彩排改动" {...dialog("changes")}>
        {(close) => (
          <>
            <RehearsalChanges
              moved={moved}
              sheets={sheets}
              nameOf={nameOf}
              problemOf={problemOf}
              onGoTo={goTo(close)}
            />
            <div className="flex justify-end">
              <Button onPress={close}>关闭</Button>
            </div>
          </>
        )}
      </Modal>
      <Modal title="采用彩排改动" {...dialog("adoption")}>
        {(close) => (
          <RehearsalAdoption
            moved={moved}
            sheets={sheets}
            nameOf={nameOf}
            problemOf={problemOf}
            onGoTo={goTo(close)}
            onCancel={close}
            onAdopt={(keys) => {
              close();
              adoptRehearsal(keys);
              ways.goTo([...keys][0]!);
            }}
          />
        )}
      </Modal>
      <Modal title="放弃彩排" {...dialog("discard")}>
        {(close) => (
          <>
            <p>以下 {moved.length} 处改动将不再保留，正式数据不受影响：</p>
            <ul className="list-disc pl-5 text-sm">
              {moved.slice(0, MAX_NAMED).map(({ key, formal, now }) => (
                <li key={key} className="break-words">
                  {nameOf(key)}：{textOf(key, now, sheets)}（正式数 {textOf(key, formal, sheets)}）
                </li>
              ))}
              {moved.length > MAX_NAMED && <li>等，另有 {moved.length - MAX_NAMED} 处</li>}
            </ul>
            <div className="flex justify-end gap-2">
              <Button onPress={close}>保留彩排</Button>
              <Button
                emphasis="danger"
                onPress={() => {
                  close();
                  discard();
                }}
              >
                放弃 {moved.length} 处改动
              </Button>
            </div>
          </>
        )}
      </Modal>
    </section>
  );
}
