import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";

/** Recovery codes, this once. */
export function RecoveryCodes(props: { codes: readonly string[]; username: string; close: () => void }) {
  const { codes, username, close } = props;
  return (
    <>
      <Callout tone="warn" title="备用码只显示这一次" isAlert>
        请打印或者抄写下来，与手机、密钥分开存放。手机或者密钥不在身边时，每个备用码可以代替验证码登录一次。
      </Callout>
      {/* Paper says by itself what it is for. */}
      <p className="hidden text-sm print:block">明账 · 用户名 {username}</p>
      <ul
        aria-label="备用码"
        className="grid select-all gap-x-6 sm:grid-cols-2 print:grid-cols-2 gap-y-1 border border-line p-3 font-mono"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex justify-end gap-2 print:hidden">
        <Button onPress={() => window.print()}>打印</Button>
        <Button emphasis="primary" onPress={close}>
          已存好，关闭
        </Button>
      </div>
    </>
  );
}
