"use client";

import { startRegistration } from "@simplewebauthn/browser";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import { TextField } from "@/components/ui/text-field";
import { useIsReady } from "@/components/ui/use-is-ready";
import { useSending } from "@/components/ui/use-sending";
import { formatDateTime } from "@/lib/domain/words/moments";
import {
  addPasskeyAction,
  beginPasskeyAction,
  makeRecoveryCodesAction,
  removeFactorAction,
} from "@/lib/features/second-factor/actions";
import type { OwnFactors } from "@/lib/features/second-factor/data";
import { addPasskeySchema, type Factor } from "@/lib/features/second-factor/schema";
import { byPasskey } from "./by-passkey";
import { ConfirmPassword } from "./confirm-password";
import { RecoveryCodes } from "./recovery-codes";
import { SetUpCodes } from "./set-up-codes";

type Asked =
  | { dialog: "codes" | "passkey" | "recoveryCodes" }
  | { dialog: "remove"; factor: Factor; name: string }
  | { dialog: "shown"; codes: readonly string[] };

const titles = {
  codes: "启用动态验证码",
  passkey: "登记通行密钥",
  recoveryCodes: "重新生成备用码",
  remove: "取消",
  shown: "备用码",
};

/** What a person gives beside the password: seen, set up, taken away. */
export function SecondFactor({
  username,
  factors,
  mayHavePasskeys,
}: {
  username: string;
  factors: OwnFactors;
  mayHavePasskeys: boolean;
}) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [name, setName] = useState("");
  const isReady = useIsReady();
  const { reasons, isSending, send, refuse, forget } = useSending();
  const open = (next: Asked) => () => {
    forget();
    setAsked(next);
  };
  const close = () => setAsked(null);
  const added = ({ recoveryCodes }: { recoveryCodes: string[] | null }) =>
    setAsked(recoveryCodes && { dialog: "shown", codes: recoveryCodes });
  const hasAny = factors.hasCodes || factors.passkeys.length > 0;
  const password = { username, reasons, isSending };

  const addPasskey = async (typed: string) => {
    const named = addPasskeySchema.shape.name.safeParse(name);
    // Before the device makes one, which it would keep.
    if (!named.success) return refuse(named.error.issues[0]!.message);
    const call = async () => {
      const begun = await beginPasskeyAction({ password: typed });
      if (!begun.ok) return begun;
      const made = await byPasskey(() => startRegistration({ optionsJSON: begun.data }));
      return made.ok ? addPasskeyAction({ name: named.data, response: { ...made.data } }) : made;
    };
    await send(call, (answer) => {
      setName("");
      added(answer);
    });
  };

  return (
    <div className="flex flex-col gap-6">
      <section aria-labelledby="codes" className="flex flex-col gap-2 border-t border-rule pt-3">
        <h2 id="codes" className="flex items-center gap-2 text-base font-semibold">
          动态验证码{" "}
          <Badge tone={factors.hasCodes ? "done" : "neutral"}>{factors.hasCodes ? "已启用" : "未启用"}</Badge>
        </h2>
        <p className="text-sm text-muted">
          在手机上装一个验证器（符合 RFC 6238 的都可以），扫码后每半分钟显示一个 6 位数字，登录时填写。
        </p>
        <div className="flex gap-2">
          <Button isDisabled={!isReady} onPress={open({ dialog: "codes" })}>
            {factors.hasCodes ? "更换手机" : "启用动态验证码"}
          </Button>
          {factors.hasCodes && (
            <Button
              emphasis="danger"
              isDisabled={!isReady}
              onPress={open({ dialog: "remove", factor: { kind: "codes" }, name: "动态验证码" })}
            >
              取消动态验证码
            </Button>
          )}
        </div>
      </section>
      <section aria-labelledby="passkeys" className="flex flex-col gap-2 border-t border-rule pt-3">
        <h2 id="passkeys" className="text-base font-semibold">
          通行密钥
        </h2>
        <p className="text-sm text-muted">
          {mayHavePasskeys
            ? "用电脑或者手机的指纹、面容、开机密码，或者 USB 安全密钥验证。只在本网站有效，假冒的网站骗不走。"
            : "当前网址不支持通行密钥：须用 https 的域名打开本系统。请使用动态验证码。"}
        </p>
        <ul className="flex flex-col gap-1 text-sm">
          {factors.passkeys.map((passkey) => (
            <li key={passkey.id} className="flex flex-wrap items-center justify-between gap-2">
              <span>
                {passkey.name}
                <span className="block text-xs text-muted">
                  {formatDateTime(passkey.createdAt)}登记，
                  {passkey.lastUsedAt ? `${formatDateTime(passkey.lastUsedAt)}用过` : "还没有用过"}
                </span>
              </span>
              <Button
                emphasis="danger"
                aria-label={`取消通行密钥${passkey.name}`}
                isDisabled={!isReady}
                onPress={open({ dialog: "remove", factor: { kind: "passkey", id: passkey.id }, name: passkey.name })}
              >
                取消
              </Button>
            </li>
          ))}
        </ul>
        {mayHavePasskeys && (
          <div>
            <Button isDisabled={!isReady} onPress={open({ dialog: "passkey" })}>
              登记通行密钥
            </Button>
          </div>
        )}
      </section>
      {hasAny && (
        <section aria-labelledby="recovery" className="flex flex-col gap-2 border-t border-rule pt-3">
          <h2 id="recovery" className="flex items-center gap-2 text-base font-semibold">
            备用码{" "}
            <Badge tone={factors.recoveryCodesLeft > 2 ? "done" : "warn"}>还有 {factors.recoveryCodesLeft} 个</Badge>
          </h2>
          <div>
            <Button isDisabled={!isReady} onPress={open({ dialog: "recoveryCodes" })}>
              重新生成备用码
            </Button>
          </div>
        </section>
      )}
      <Modal
        title={asked?.dialog === "remove" ? `取消：${asked.name}` : asked ? titles[asked.dialog] : ""}
        isOpen={asked !== null}
        onOpenChange={close}
        isBusy={asked?.dialog === "shown"}
      >
        {(close) => {
          if (asked?.dialog === "codes") return <SetUpCodes username={username} close={close} added={added} />;
          if (asked?.dialog === "shown") return <RecoveryCodes codes={asked.codes} username={username} close={close} />;
          if (asked?.dialog === "passkey")
            return (
              <ConfirmPassword {...password} label="登记" close={close} onConfirm={(typed) => void addPasskey(typed)}>
                <TextField label="名字" hint="如：办公电脑、U 盾" value={name} onChange={setName} maxLength={50} />
              </ConfirmPassword>
            );
          if (asked?.dialog === "recoveryCodes")
            return (
              <ConfirmPassword
                {...password}
                label="重新生成"
                close={close}
                onConfirm={(typed) => void send(() => makeRecoveryCodesAction({ password: typed }), added)}
              >
                <p className="text-sm">原来的备用码全部作废，其他电脑和手机上的登录随之结束。</p>
              </ConfirmPassword>
            );
          if (asked?.dialog === "remove")
            return (
              <ConfirmPassword
                {...password}
                label="取消这种方式"
                close={close}
                onConfirm={(typed) =>
                  void send(() => removeFactorAction({ password: typed, factor: asked.factor }), close)
                }
              >
                <p className="text-sm">以后登录不再用它验证；其他电脑和手机上的登录随之结束。</p>
              </ConfirmPassword>
            );
          return null;
        }}
      </Modal>
    </div>
  );
}
