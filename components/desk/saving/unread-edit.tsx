import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { labelOfSlot } from "@/lib/domain/formats/stored-values";
import type { ReportModel } from "@/lib/domain/report/open-report";
import { moneyUnitLabels } from "@/lib/domain/words/amounts";
import { isFactKey } from "@/lib/domain/words/fact-address";
import { valuesOfUnread, type UnreadValue } from "../edits/unsent-record";
import { useDesk } from "../store/use-desk";

/** What the parts of an edit are called; those of other releases keep the names that they have. */
const partLabels: Readonly<Record<string, string>> = {
  key: "位置",
  slot: "位置",
  input: "填写内容",
  text: "文字",
  unit: "金额单位",
};

/** What says nothing to a person who types it again. */
const inner: ReadonlySet<string> = new Set(["base", "kind", "how", "fingerprint", "version"]);

/**
 * What another release of the system left unsent in this browser and this one cannot read: its values, to be copied by
 * hand.
 */
export function UnreadEdit({ unread, onDiscard }: { unread: string; onDiscard: () => void }) {
  const model = useDesk(({ seen }) => seen.model);
  return (
    <Callout tone="danger" title="本机有其他版本的系统留下的未保存内容，现在的系统不能读取" isAlert>
      <p>内容仍保存在本机，没有丢失。请对照下列内容重新填写，填完后再删除。</p>
      <dl className="my-1 max-h-60 overflow-y-auto wrap-anywhere">
        {valuesInWords(unread, model).map(({ name, value }) => (
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

function valuesInWords(unread: string, model: ReportModel): UnreadValue[] {
  const values = valuesOfUnread(unread);
  const shown = values.filter(({ name }) => !inner.has(partOf(name)));
  return (shown.length > 0 ? shown : values).map(({ name, value }) => {
    const part = partOf(name);
    return { name: partLabels[part] ?? name, value: inWords(part, value, model) };
  });
}

const partOf = (name: string) => name.split(".").at(-1)!;

function inWords(part: string, value: string, model: ReportModel): string {
  if (part === "key") return isFactKey(value) ? model.labelOfFact(value) : value;
  if (part === "slot") return labelOfSlot(value, model.tableSet);
  if (part === "unit") return Object.entries(moneyUnitLabels).find(([unit]) => unit === value)?.[1] ?? value;
  return value;
}
