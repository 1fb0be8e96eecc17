"use client";

import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { LedgerEntry } from "@/lib/domain/ledger-import/dry-run-result";
import type { SettledMapping } from "@/lib/domain/ledger-import/mapping";
import { mappingToRemember } from "@/lib/domain/ledger-import/remembered";
import { targetLabel, type LedgerTarget } from "@/lib/domain/ledger-import/target";
import { DryRunList } from "./dry-run-list";
import { LedgerChoices } from "./ledger-choices";
import { LedgerPreview } from "./ledger-preview";
import { useLedgerImport, type LedgerImportOptions } from "./use-ledger-import";

interface Props extends LedgerImportOptions {
  takesPriorYear: boolean;
  /** What the table comes from, in words. */
  source: "文件" | "剪贴板";
  onWrite: (
    entries: readonly LedgerEntry[],
    used: { target: LedgerTarget; headers: readonly string[]; mapping: SettledMapping },
  ) => void;
  onCancel: () => void;
}

/** Maps a ledger's columns, shows what it would change, and hands it over when the person says so. */
export function LedgerImport({ takesPriorYear, source, onWrite, onCancel, ...options }: Props) {
  const ledger = useLedgerImport(options);
  const uploaded = options.ledger;
  const { tableSet } = options.catalogues;
  const { target, headers, mapping, run, problems } = ledger;
  const written = run?.entries.filter(({ state }) => state !== "unchanged") ?? [];
  return (
    <>
      <LedgerChoices
        names={uploaded.sheets.map(({ name }) => name)}
        takesPriorYear={takesPriorYear}
        tableSet={tableSet}
        ledger={ledger}
      />
      {ledger.isRemembered && (
        <Callout tone="active" title="已按本单位上次导入同样表头时的对应关系填好">
          <Button className="mt-1" onPress={ledger.guessAgain}>
            不用，重新识别
          </Button>
        </Callout>
      )}
      <LedgerPreview
        sheet={ledger.sheet}
        target={target}
        tableSet={tableSet}
        mapping={mapping}
        onRole={ledger.setRole}
      />
      {problems.length > 0 && (
        <div role="status">
          <Callout tone="warn" title="还不能导入">
            {problems.map((problem) => (
              <p key={problem}>{problem}</p>
            ))}
          </Callout>
        </div>
      )}
      {run && <DryRunList run={run} sheets={tableSet.sheets} source={source} />}
      <div className="flex flex-wrap items-center justify-end gap-2">
        <Button onPress={onCancel}>取消</Button>
        <Button
          emphasis="primary"
          isDisabled={written.length === 0}
          onPress={() =>
            mapping.unit !== null &&
            onWrite(written, {
              target,
              headers,
              mapping: mappingToRemember(ledger.sheet, { ...mapping, unit: mapping.unit }),
            })
          }
        >
          写入“{targetLabel(target, tableSet)}” {written.length} 处
        </Button>
      </div>
    </>
  );
}
