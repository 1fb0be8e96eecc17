"use client";

import { useState, type FormEvent, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Refusals } from "@/components/ui/refusals";
import { TextField } from "@/components/ui/text-field";

/** Inside a dialog: asks for the password before the account is changed. */
export function ConfirmPassword(props: {
  children?: ReactNode;
  label: string;
  username: string;
  reasons: string[];
  isSending: boolean;
  close: () => void;
  onConfirm: (password: string) => void;
}) {
  const { children, label, username, reasons, isSending, close, onConfirm } = props;
  const [password, setPassword] = useState("");
  const confirm = (event: FormEvent) => {
    event.preventDefault();
    onConfirm(password);
  };
  return (
    <form method="post" onSubmit={confirm} className="flex flex-col gap-4" noValidate>
      {children}
      {/* So that a password manager knows whose password is asked for. */}
      <input type="hidden" name="username" autoComplete="username" value={username} />
      <TextField
        label="当前密码"
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        autoFocus
      />
      <Refusals reasons={reasons} title="未办理" />
      <div className="flex justify-end gap-2">
        <Button onPress={close}>取消</Button>
        <Button type="submit" emphasis="primary" isDisabled={isSending || password === ""}>
          {label}
        </Button>
      </div>
    </form>
  );
}
