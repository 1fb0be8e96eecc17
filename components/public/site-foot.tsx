import { siteFieldLabels, type SiteDetails, type SiteField } from "@/lib/domain/site/site-details";

const said = ["sponsor", "operator", "phone", "siteIdCode", "policeRecord"] as const satisfies readonly SiteField[];
const RECORDS = "https://beian.miit.gov.cn/";

/** Who answers for the site and how they are reached, as far as the district has said it. */
export function SiteFoot({ site }: { site: SiteDetails }) {
  const links = [
    { href: site.mistakesAddress, text: "网站纠错" },
    { href: site.requestsAddress, text: "依申请公开" },
    { href: site.icpRecord === "" ? "" : RECORDS, text: site.icpRecord },
  ].filter(({ href }) => href !== "");
  const entries = said.filter((field) => site[field] !== "");
  if (entries.length + links.length === 0) return null;
  return (
    <ul className="mb-2 flex flex-wrap justify-center gap-x-4 gap-y-1" aria-label="网站信息">
      {entries.map((field) => (
        <li key={field}>
          {siteFieldLabels[field]}：{site[field]}
        </li>
      ))}
      {links.map(({ href, text }) => (
        <li key={text}>
          <a href={href} rel="noreferrer">
            {text}
          </a>
        </li>
      ))}
    </ul>
  );
}
