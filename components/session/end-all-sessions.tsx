"use client";

import { signOut } from "next-auth/react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Confirmation } from "@/components/ui/confirmation";
import { Modal } from "@/components/ui/modal";
import { useIsReady } from "@/components/ui/use-is-ready";
import { useSending } from "@/components/ui/use-sending";
import { endAllSessionsAction } from "@/lib/features/session/actions";

/** Signs out on every device, after asking. */
export function EndAllSessions({ userId }: { userId: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const { reasons, isSending, send } = useSending({ refreshes: false });
  const isReady = useIsReady();

  async function end() {
    await send(
      () => endAllSessionsAction({ userId }),
      () => signOut({ callbackUrl: "/sign-in" }),
    );
  }

  return (
    <>
      <Button emphasis="danger" isDisabled={!isReady} onPress={() => setIsOpen(true)}>
        结束全部登录
      </Button>
      <Modal title="结束全部登录" isOpen={isOpen} onOpenChange={setIsOpen}>
        {(close) => (
          <Confirmation
            label="结束全部登录"
            reasons={reasons}
            refusedTitle="未办理"
            isDisabled={isSending}
            close={close}
            onConfirm={() => void end()}
          >
            <p className="text-sm">您在所有电脑和手机上的登录立即结束，包括这里；需要重新登录。</p>
          </Confirmation>
        )}
      </Modal>
    </>
  );
}
