/** What Prometheus reads of one measurement: what it says of itself, and its series. */
interface Measurement {
  said: readonly string[];
  /** Value by name and labels. */
  series: Map<string, string>;
}

/**
 * What several processes have measured as one text: each measurement once, with the series of all. A series that two
 * name alike is of the installation and not of a process: the first one's stays.
 */
export function joinMeasured(texts: readonly string[]): string {
  const measurements = new Map<string, Measurement>();
  for (const text of texts) {
    let current: Measurement | undefined;
    for (const line of text.split("\n")) {
      const [, name] = /^# HELP (\S+)/.exec(line) ?? [];
      if (name !== undefined) {
        current = measurements.get(name) ?? { said: [line], series: new Map() };
        measurements.set(name, current);
      } else if (line.startsWith("#")) {
        if (current && current.said.length < 2) current.said = [...current.said, line];
      } else if (line !== "" && current) {
        // A label may hold a space; a value does not.
        const at = line.lastIndexOf(" ");
        const key = line.slice(0, at);
        if (!current.series.has(key)) current.series.set(key, line.slice(at + 1));
      }
    }
  }
  const lines = [...measurements.values()].flatMap(({ said, series }) => [
    ...said,
    ...[...series].map(([key, value]) => `${key} ${value}`),
    "",
  ]);
  return `${lines.join("\n")}\n`;
}
