"use client";

import { useState, type FormEvent } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Refusals } from "@/components/ui/refusals";
import { TextField } from "@/components/ui/text-field";
import { useIsReady } from "@/components/ui/use-is-ready";
import { useSending } from "@/components/ui/use-sending";
import {
  confirmMailAddressAction,
  removeMailAddressAction,
  setMailAddressAction,
  setMailPaceAction,
} from "@/lib/features/mail-settings/actions";
import { mailPaces, type MailPace, type OwnMail } from "@/lib/features/mail-settings/schema";

const paceNotes: Record<MailPace, string> = {
  atOnce: "有通知就发，五分钟内的合为一封",
  daily: "每天上午八时以后，把未读的合为一封",
  none: "只在站内查看",
};

/** Where and when a person gets mail: the address, its code, and how often. */
export function MailSettings({ isOffered, setting }: OwnMail) {
  const [isChanging, setIsChanging] = useState(false);
  const isUsable = setting?.isConfirmed && !setting.unreachable;
  const asksAddress = isOffered && (!setting || isChanging || setting.unreachable !== null || !setting.isConfirmed);
  return (
    <div className="flex flex-col gap-6">
      {setting && (
        <dl className="grid grid-cols-[6rem_minmax(0,1fr)] gap-y-2">
          <dt className="text-muted">邮箱</dt>
          <dd className="flex flex-wrap items-center gap-2 wrap-anywhere">
            {setting.address}
            <Badge tone={isUsable ? "done" : setting.unreachable ? "danger" : "warn"}>
              {isUsable ? "已验证" : setting.unreachable ? "无法送达" : "未验证"}
            </Badge>
          </dd>
        </dl>
      )}
      {setting?.awaitsCode && <CodeForm />}
      {asksAddress && (
        <AddressForm
          key={setting?.address ?? ""}
          address={setting?.address ?? ""}
          isAgain={setting?.awaitsCode ?? false}
          onSent={() => setIsChanging(false)}
        />
      )}
      {setting && isUsable && <PaceForm pace={setting.pace} />}
      {setting && (
        <div className="flex flex-wrap gap-2 border-t border-line pt-4">
          {isUsable && isOffered && !isChanging && <Button onPress={() => setIsChanging(true)}>换一个邮箱</Button>}
          <Removal />
        </div>
      )}
    </div>
  );
}

function AddressForm({ address, isAgain, onSent }: { address: string; isAgain: boolean; onSent: () => void }) {
  const [typed, setTyped] = useState(address);
  const { reasons, isSending, send } = useSending();
  const isReady = useIsReady();
  const save = (event: FormEvent) => {
    event.preventDefault();
    void send(() => setMailAddressAction({ address: typed }), onSent);
  };
  return (
    <form method="post" onSubmit={save} className="flex flex-col gap-3" noValidate>
      <TextField
        label="邮箱地址"
        type="email"
        autoComplete="email"
        hint="先向这个地址发送验证码；填入验证码之前，不向它发送通知。"
        value={typed}
        onChange={setTyped}
      />
      <Refusals reasons={reasons} title="没有发送验证码" />
      <div>
        <Button
          type="submit"
          emphasis={isAgain ? "plain" : "primary"}
          isDisabled={!isReady || isSending || typed === ""}
        >
          {isAgain ? "重新发送验证码" : "发送验证码"}
        </Button>
      </div>
    </form>
  );
}

function CodeForm() {
  const [code, setCode] = useState("");
  const { reasons, isSending, send } = useSending();
  const isReady = useIsReady();
  const confirm = (event: FormEvent) => {
    event.preventDefault();
    void send(() => confirmMailAddressAction({ code }));
  };
  return (
    <form
      method="post"
      onSubmit={confirm}
      className="flex flex-col gap-3 border-l-4 border-accent bg-accent-shade px-4 py-3"
      noValidate
    >
      <TextField
        label="验证码"
        hint="验证码已发出，半小时内有效。没有收到的，请查看垃圾邮件，或重新发送。"
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        onChange={setCode}
      />
      <Refusals reasons={reasons} title="未验证" />
      <div>
        <Button type="submit" emphasis="primary" isDisabled={!isReady || isSending || code === ""}>
          验证
        </Button>
      </div>
    </form>
  );
}

function PaceForm({ pace }: { pace: MailPace }) {
  const { reasons, isSending, send } = useSending();
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 font-medium">什么时候发</legend>
      {(Object.keys(mailPaces) as MailPace[]).map((each) => (
        <label key={each} className="flex items-start gap-2">
          <input
            type="radio"
            name="pace"
            className="mt-1.5"
            checked={pace === each}
            disabled={isSending}
            onChange={() => void send(() => setMailPaceAction({ pace: each }))}
          />
          <span>
            {mailPaces[each]}
            <span className="block text-sm text-muted">{paceNotes[each]}</span>
          </span>
        </label>
      ))}
      <Refusals reasons={reasons} />
    </fieldset>
  );
}

function Removal() {
  const { reasons, isSending, send } = useSending();
  return (
    <>
      <Button emphasis="danger" isDisabled={isSending} onPress={() => void send(() => removeMailAddressAction({}))}>
        删除邮箱
      </Button>
      <Refusals reasons={reasons} title="未删除" />
    </>
  );
}
