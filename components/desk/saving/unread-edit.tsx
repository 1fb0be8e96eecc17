import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { valuesOfUnread } from "../edits/unsent-record";

/** What another release of the system left unsent in this browser and this one cannot read: its values, to be copied by hand. */
export function UnreadEdit({ unread, onDiscard }: { unread: string; onDiscard: () => void }) {
  return (
    <Callout tone="danger" title="本机有其他版本的系统留下的未保存内容，现在的系统不能读取" isAlert>
      <p>内容仍保存在本机，没有丢失。请对照下列内容重新填写，填完后再删除。</p>
      <dl className="my-1 max-h-60 overflow-y-auto wrap-anywhere">
        {valuesOfUnread(unread).map(({ name, value }) => (
          <div key={name} className="flex flex-wrap gap-x-2">
            <dt className="text-muted">{name || "全文"}</dt>
            <dd className="whitespace-pre-wrap">{value}</dd>
          </div>
        ))}
      </dl>
      <Button onPress={onDiscard}>已重新填写，从本机删除</Button>
    </Callout>
  );
}
