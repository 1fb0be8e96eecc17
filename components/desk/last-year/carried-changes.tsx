"use client";

import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { storedValueText } from "@/lib/domain/formats/stored-values";
import { useDesk, useDeskActs } from "../store/use-desk";

/** Openings that became others because last year's accounts were approved or corrected meanwhile. */
export function CarriedChanges() {
  const { ways } = useDeskActs();
  const changes = useDesk(({ report }) => report.carried);
  const model = useDesk(({ seen }) => seen.model);
  if (changes.length === 0) return null;
  return (
    <div className="mb-3">
      <Callout tone="warn" title="上年决算有新的批复，年初结转和结余已随之更新">
        <ul>
          {changes.map(({ key, before, after, at }) => (
            <li key={key} className="flex flex-wrap items-center gap-x-2">
              <span>
                {model.labelOfFact(key)}：
                <span className="tabular-nums">{storedValueText(key, before, model.tableSet.sheets)}</span> 改为{" "}
                <span className="tabular-nums">{storedValueText(key, after, model.tableSet.sheets)}</span>
                {after === null && "，上年决算已没有此数，请核对后填写"}（{at}）
              </span>
              <Button onPress={() => ways.goTo(key)}>查看</Button>
            </li>
          ))}
        </ul>
        <p>请核对年末结转和结余及有关说明。</p>
      </Callout>
    </div>
  );
}
