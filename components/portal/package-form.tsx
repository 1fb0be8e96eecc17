"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { askForPackageAction } from "@/lib/features/portal-packages/actions";
import { portalSelections, type PortalSelection } from "@/lib/features/portal-packages/schema";

/** Asks for a package and goes on to its job. */
export function PackageForm({
  year,
  departments,
}: {
  year: number;
  departments: readonly { id: string; code: string; name: string }[];
}) {
  const router = useRouter();
  const [selection, setSelection] = useState<PortalSelection>("all");
  const [department, setDepartment] = useState("");
  const { reasons, isSending, send } = useSending();
  const departmentId = selection === "department" ? department || null : null;
  const ask = () =>
    send(
      () => askForPackageAction({ year, selection, departmentId }),
      ({ jobId }) => router.push(`/account/jobs/${jobId}`),
    );
  return (
    <form
      method="post"
      className="flex flex-col items-start gap-3 text-sm"
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      <fieldset className="flex flex-wrap gap-x-4 gap-y-1">
        <legend className="mb-1 font-medium">范围</legend>
        {(Object.keys(portalSelections) as PortalSelection[]).map((each) => (
          <label key={each} className="flex items-center gap-1">
            <input type="radio" name="selection" checked={selection === each} onChange={() => setSelection(each)} />
            {portalSelections[each]}
          </label>
        ))}
      </fieldset>
      {selection === "department" && (
        <label className="flex flex-col gap-1">
          主管部门
          <select
            value={department}
            onChange={({ target }) => setDepartment(target.value)}
            className="max-w-80 border border-line px-2 py-1"
          >
            <option value="">请选择</option>
            {departments.map(({ id, code, name }) => (
              <option key={id} value={id}>
                {code} {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <Refusals reasons={reasons} title="没有制作" />
      <Button type="submit" emphasis="primary" isDisabled={isSending}>
        {isSending ? "正在交办……" : "制作移交包"}
      </Button>
    </form>
  );
}
