"use client";

import { startAuthentication } from "@simplewebauthn/browser";
import { useActionState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { TextField } from "@/components/ui/text-field";
import { useIsReady } from "@/components/ui/use-is-ready";
import { useSending } from "@/components/ui/use-sending";
import { beginSecondStepAction, giveCodeAction, givePasskeyAction } from "@/lib/features/second-factor/actions";
import { byPasskey } from "./by-passkey";

/** The second step of signing in. The code is an action of the server by itself and needs no scripts; a passkey does. */
export function SecondStepForm({
  next,
  hasCodes,
  hasPasskey,
}: {
  next: string;
  hasCodes: boolean;
  hasPasskey: boolean;
}) {
  const [posted, action] = useActionState(giveCodeAction, null);
  const isReady = useIsReady();
  const { reasons, isSending, send, forget } = useSending({
    unreached: "没有连上服务器。请检查网络后重试。",
    refreshes: false,
    posted,
  });
  // A whole page load: nothing of the signed-out state may linger.
  const enter = ({ next: place }: { next: string }) => window.location.assign(place);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    forget();
    await send(() => giveCodeAction(null, form), enter);
  }

  async function showPasskey() {
    forget();
    await send(async () => {
      const begun = await beginSecondStepAction({});
      if (!begun.ok) return begun;
      const shown = await byPasskey(() => startAuthentication({ optionsJSON: begun.data }));
      return shown.ok ? givePasskeyAction({ response: { ...shown.data }, next }) : shown;
    }, enter);
  }

  return (
    <div className="flex flex-col gap-4">
      {reasons.length > 0 && (
        <Callout tone="danger" isAlert>
          {reasons.map((reason) => (
            <p key={reason}>{reason}</p>
          ))}
        </Callout>
      )}
      {hasPasskey && (
        <Button
          emphasis={hasCodes ? "plain" : "primary"}
          isDisabled={!isReady || isSending}
          onPress={() => void showPasskey()}
        >
          用通行密钥验证
        </Button>
      )}
      <form action={action} onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <input type="hidden" name="next" value={next} />
        <TextField
          label={hasCodes ? "验证码" : "备用码"}
          name="code"
          autoComplete="one-time-code"
          autoFocus={hasCodes}
          hint={
            hasCodes
              ? "手机验证器上现在显示的 6 位数字；手机不在身边的，填一个备用码。"
              : "通行密钥不在身边的，填一个备用码。"
          }
        />
        <Button type="submit" emphasis={hasCodes ? "primary" : "plain"} isDisabled={isSending}>
          继续
        </Button>
      </form>
    </div>
  );
}
