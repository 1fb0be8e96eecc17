import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { FactKey } from "@/lib/domain/words/fact-address";
import { storedValueText } from "@/lib/domain/formats/stored-values";
import type { ReportModel } from "@/lib/domain/report/open-report";
import type { DeskReport } from "../report/desk-report";

/** Openings that became others because last year's accounts were approved or corrected meanwhile. */
export function CarriedChanges({
  changes,
  model,
  onGoTo,
}: {
  changes: DeskReport["carried"];
  model: ReportModel;
  onGoTo: (key: FactKey) => void;
}) {
  if (changes.length === 0) return null;
  return (
    <div className="mb-3">
      <Callout tone="warn" title="上年决算有新的批复，年初结转和结余已随之更新">
        <ul>
          {changes.map(({ key, before, after, at }) => (
            <li key={key} className="flex flex-wrap items-center gap-x-2">
              <span>
                {model.labelOfFact(key)}：<span className="tabular-nums">{storedValueText(key, before)}</span> 改为{" "}
                <span className="tabular-nums">{storedValueText(key, after)}</span>
                {after === null && "，上年决算已没有此数，请核对后填写"}（{at}）
              </span>
              <Button onPress={() => onGoTo(key)}>查看</Button>
            </li>
          ))}
        </ul>
        <p>请核对年末结转和结余及有关说明。</p>
      </Callout>
    </div>
  );
}
