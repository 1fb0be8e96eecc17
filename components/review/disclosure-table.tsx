import Link from "next/link";
import { PortalStanding } from "@/components/portal/portal-standing";
import { Badge } from "@/components/ui/badge";
import { waitingForCongressLabel } from "@/lib/domain/decision/waiting";
import type { Finding } from "@/lib/domain/words/finding";
import { dueDate } from "@/lib/domain/decision/due-dates";
import type { Disclosure, UnitDisclosure } from "@/lib/domain/checks/rule/disclosure";
import type { ShownPortalAddress } from "@/lib/domain/site/portal-watch";
import { daysBetween } from "@/lib/domain/register/days";

interface Props {
  year: number;
  disclosure: Disclosure;
  findings: readonly Finding[];
  /** Where the county's portal shows the reports, by code of the unit. */
  portal: ReadonlyMap<string, ShownPortalAddress>;
}

/** Every unit of a year with its days of approval and publication; units with findings first. */
export function DisclosureTable({ year, disclosure, findings, portal }: Props) {
  const { units, rule, holidays } = disclosure;
  const lines = units.map((unit) => ({ unit, said: findings.filter(({ key }) => isOf(key, unit)) }));
  const ordered = [...lines.filter(({ said }) => said.length > 0), ...lines.filter(({ said }) => said.length === 0)];
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="各单位公开情况">
      <table className="w-full min-w-[52rem] border-collapse text-sm">
        <caption className="sr-only">{year}年度各单位决算批复与公开情况</caption>
        <thead className="border-b border-rule text-left">
          <tr>
            {["单位", "审核结果", "批复", "公开", "间隔", "版次", "公开内容", "门户网站"].map((label) => (
              <th
                key={label}
                scope="col"
                className={
                  label === "间隔" || label === "版次" ? "px-2 py-1 text-right whitespace-nowrap" : "px-2 py-1"
                }
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ordered.map(({ unit, said }) => (
            <tr key={unit.unitCode} className="border-b border-line align-top hover:bg-shade">
              <th scope="row" className="min-w-36 px-2 py-1 text-left font-normal">
                {unit.hasAccounts ? (
                  <Link href={`/review/${unit.unitCode}/${year}`}>{unit.unitName}</Link>
                ) : (
                  unit.unitName
                )}
                <span className="block text-xs text-muted">{unit.unitCode}</span>
              </th>
              <td className="min-w-56 px-2 py-1 sm:max-w-96">
                {said.length === 0 ? (
                  <span className="text-muted">{standingText(unit)}</span>
                ) : (
                  <ul className="flex flex-col gap-1">
                    {said.map(({ key, ruleId, message }) => (
                      <li key={key}>
                        <Link href={`/rules#${ruleId}`} className="figures mr-1 text-xs">
                          {ruleId}
                        </Link>
                        {message.slice(unit.unitName.length + 1)}
                      </li>
                    ))}
                  </ul>
                )}
              </td>
              <td className="figures px-2 py-1 text-left whitespace-nowrap">{unit.approvedOn ?? "—"}</td>
              <td className="figures px-2 py-1 text-left whitespace-nowrap">
                {unit.publishedOn ?? (unit.isExempt ? "不公开" : "—")}
                {unit.publishedOn === null && !unit.isExempt && unit.approvedOn !== null && (
                  <span className="block text-xs text-muted">
                    期限 {dueDate("publicationDays", unit.approvedOn, rule, holidays).due}
                  </span>
                )}
                {unit.correction && (
                  <span className="block text-xs text-muted">
                    更正第 {unit.correction.number} 版{" "}
                    {unit.correction.publishedOn ?? `${unit.correction.approvedOn} 批复，待公开`}
                  </span>
                )}
              </td>
              <td className="figures px-2 py-1">
                {unit.approvedOn && unit.publishedOn ? `${daysBetween(unit.approvedOn, unit.publishedOn)} 天` : ""}
              </td>
              <td className="figures px-2 py-1">{unit.publishedOn ? unit.number : ""}</td>
              <td className="px-2 py-1">
                <Content unit={unit} />
              </td>
              <td className="px-2 py-1">
                {unit.publishedOn !== null && <PortalStanding portal={portal.get(unit.unitCode) ?? null} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** How a unit stands of which nothing was found. */
function standingText({ publishedOn, isExempt, waitsForCongress }: UnitDisclosure): string {
  if (publishedOn || isExempt) return "符合规定";
  return waitsForCongress ? waitingForCongressLabel : "在期限内";
}

function isOf(key: string, { unitCode }: UnitDisclosure): boolean {
  const [, place] = key.split("@");
  return place === unitCode || place!.startsWith(`${unitCode}.`);
}

function Content({
  unit: { isExempt, exemptBasis, publishedOn, approvedHash, publishedHash, correctionReason },
}: {
  unit: UnitDisclosure;
}) {
  if (publishedOn === null) return isExempt ? <span>{exemptBasis ?? ""}</span> : null;
  return (
    <>
      {approvedHash === publishedHash ? (
        <Badge tone="done">与批复版本相同</Badge>
      ) : (
        <Badge tone="danger">与批复版本不同</Badge>
      )}
      <span className="figures mt-1 block text-left font-mono text-xs text-muted" title={publishedHash ?? ""}>
        {publishedHash?.slice(0, 12)}…
      </span>
      {correctionReason && <span className="block text-xs">更正：{correctionReason}</span>}
    </>
  );
}
