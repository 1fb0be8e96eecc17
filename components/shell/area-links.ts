import { areasOf, type Actor } from "@/lib/domain/report/permissions";
import { areas, type Area } from "@/lib/domain/report/roles";

/** Links to the area a person is in and to the homes of their roles; `more` stand behind the area they belong to. */
export function areaLinks(
  actor: Actor,
  here: Area,
  more: readonly { href: string; label: string }[] = [],
): { href: string; label: string }[] {
  const shown = areasOf(actor);
  return (Object.keys(areas) as Area[]).flatMap((area) => {
    if (area !== here && !shown.includes(area)) return [];
    return [{ href: area, label: areas[area] }, ...(area === here ? more : [])];
  });
}
