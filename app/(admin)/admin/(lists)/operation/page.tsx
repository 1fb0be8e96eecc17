import type { Metadata } from "next";
import { Parts } from "@/components/admin/operation/parts";
import { Processes } from "@/components/admin/operation/processes";
import { Storage } from "@/components/admin/operation/storage";
import { Badge } from "@/components/ui/badge";
import { partLevels } from "@/components/admin/operation/levels";
import { partsOf, worstOf } from "@/lib/domain/operation/parts";
import { formatDateTime } from "@/lib/domain/words/moments";
import { loadOperation } from "@/lib/features/operation/loaders";

export const metadata: Metadata = { title: "系统运行" };

export default async function OperationPage() {
  const operation = await loadOperation();
  const parts = partsOf(operation);
  const { tone, whole } = partLevels[worstOf(parts)];
  return (
    <div className="flex max-w-4xl flex-col gap-6">
      <div className="flex flex-col gap-1">
        <h1 className="flex flex-wrap items-center gap-x-3 gap-y-1 font-serif text-2xl">
          系统运行
          <span className="font-sans">
            <Badge tone={tone}>{whole}</Badge>
          </span>
        </h1>
        <p className="text-sm text-muted">
          版本 {operation.release}，{formatDateTime(operation.at)} 的情况。刷新本页查看最新情况。
        </p>
      </div>
      <Parts parts={parts} />
      <Processes operation={operation} />
      <Storage operation={operation} />
    </div>
  );
}
