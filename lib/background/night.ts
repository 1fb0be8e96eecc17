/** The hours of a night in China in which everything is compared, while few people read. */
const NIGHT = { from: 2, to: 5 };

const hourInChina = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Shanghai", hour: "2-digit", hour12: false });

export function isNight(at: Date): boolean {
  const hour = Number(hourInChina.format(at));
  return hour >= NIGHT.from && hour < NIGHT.to;
}
