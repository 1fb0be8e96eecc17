"use client";

import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Refusals } from "@/components/ui/refusals";
import { TextField } from "@/components/ui/text-field";
import { useSending } from "@/components/ui/use-sending";
import { beginCodesAction, confirmCodesAction } from "@/lib/features/second-factor/actions";
import { ConfirmPassword } from "./confirm-password";
import { QrCode } from "./qr-code";

/** Inside a dialog: the password, the code to scan, and a code of the app, which proves that it was scanned. */
export function SetUpCodes(props: {
  username: string;
  close: () => void;
  added: (answer: { recoveryCodes: string[] | null }) => void;
}) {
  const { username, close, added } = props;
  const [begun, setBegun] = useState<{ secret: string; uri: string } | null>(null);
  const [code, setCode] = useState("");
  // Making the page anew is for the end: the secret is shown this once.
  const first = useSending({ refreshes: false });
  const last = useSending();
  if (begun === null)
    return (
      <ConfirmPassword
        label="下一步"
        username={username}
        reasons={first.reasons}
        isSending={first.isSending}
        close={close}
        onConfirm={(password) => void first.send(() => beginCodesAction({ password }), setBegun)}
      />
    );
  const confirm = (event: FormEvent) => {
    event.preventDefault();
    void last.send(() => confirmCodesAction({ code: code.replace(/\s/g, "") }), added);
  };
  return (
    <form method="post" onSubmit={confirm} className="flex flex-col gap-4" noValidate>
      <p className="text-sm">用手机上的验证器扫描下面的二维码；不能扫码的，手工输入密钥。</p>
      <QrCode text={begun.uri} label="二维码：验证器的密钥" />
      <p className="text-sm">
        密钥：<code className="select-all break-all font-mono">{begun.secret.match(/.{1,4}/g)!.join(" ")}</code>
      </p>
      <TextField
        label="验证码"
        hint="填手机上现在显示的 6 位数字。"
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        onChange={setCode}
        autoFocus
      />
      <Refusals reasons={last.reasons} title="未启用" />
      <div className="flex justify-end gap-2">
        <Button onPress={close}>取消</Button>
        <Button type="submit" emphasis="primary" isDisabled={last.isSending || code === ""}>
          启用
        </Button>
      </div>
    </form>
  );
}
