"use client";

import { signOut } from "next-auth/react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { endAllSessionsAction } from "@/lib/features/session/actions";

/** Signs out on every device, after asking. */
export function EndAllSessions({ userId }: { userId: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const { reasons, isSending, send } = useSending({ refreshes: false });

  async function end() {
    await send(
      () => endAllSessionsAction({ userId }),
      () => signOut({ callbackUrl: "/sign-in" }),
    );
  }

  return (
    <>
      <Button emphasis="danger" onPress={() => setIsOpen(true)}>
        结束全部登录
      </Button>
      <Modal title="结束全部登录" isOpen={isOpen} onOpenChange={setIsOpen}>
        {(close) => (
          <>
            <p className="text-sm">您在所有电脑和手机上的登录立即结束，包括这里；需要重新登录。</p>
            <Refusals title="未办理" reasons={reasons} />
            <div className="flex justify-end gap-2">
              <Button onPress={close}>取消</Button>
              <Button emphasis="danger" isDisabled={isSending} onPress={() => void end()}>
                结束全部登录
              </Button>
            </div>
          </>
        )}
      </Modal>
    </>
  );
}
