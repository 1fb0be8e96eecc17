import type { ApprovedLine } from "./approved-line";

interface Props {
  approved: readonly ApprovedLine[];
  excluded: readonly { unitName: string; reason: string }[];
  /** Versions that are not to be published now. */
  leftOut: ReadonlySet<string>;
  onChange: (leftOut: ReadonlySet<string>) => void;
}

/** Which approved reports are published now: all, unless some are left out; and which units cannot be among them. */
export function ApprovedChoice({ approved, excluded, leftOut, onChange }: Props) {
  const isNoneLeftOut = approved.every(({ versionId }) => !leftOut.has(versionId));
  const toggle = (versionId: string, isChosen: boolean) => {
    const next = new Set(leftOut);
    if (isChosen) next.delete(versionId);
    else next.add(versionId);
    onChange(next);
  };
  return (
    <>
      <p className="text-sm">公开后任何人都可以查阅，内容不能撤回，只能以新版本更正。</p>
      {approved.length === 0 ? (
        <p className="text-sm text-muted">没有已批复、待公开的决算。</p>
      ) : (
        <fieldset className="text-sm">
          <legend className="mb-1 font-semibold">
            将公开 {approved.filter(({ versionId }) => !leftOut.has(versionId)).length} 个单位（共 {approved.length}{" "}
            个已批复）
          </legend>
          <label className="flex items-center gap-2 border-b border-rule py-1">
            <input
              type="checkbox"
              checked={isNoneLeftOut}
              onChange={({ target }) =>
                onChange(target.checked ? new Set() : new Set(approved.map(({ versionId }) => versionId)))
              }
            />
            全选
          </label>
          <ul className="max-h-60 overflow-auto" tabIndex={0} aria-label="已批复的单位">
            {approved.map(({ versionId, unitCode, unitName }) => (
              <li key={versionId}>
                <label className="flex items-center gap-2 border-b border-line py-1">
                  <input
                    type="checkbox"
                    checked={!leftOut.has(versionId)}
                    onChange={({ target }) => toggle(versionId, target.checked)}
                  />
                  <span className="text-muted tabular-nums">{unitCode}</span> {unitName}
                </label>
              </li>
            ))}
          </ul>
        </fieldset>
      )}
      {excluded.length > 0 && (
        <details className="text-sm">
          <summary className="cursor-pointer font-semibold">不在其中 {excluded.length} 个单位</summary>
          <ul className="max-h-40 overflow-auto text-muted" tabIndex={0} aria-label="不在其中的单位">
            {excluded.map(({ unitName, reason }) => (
              <li key={unitName}>
                {unitName}：{reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
