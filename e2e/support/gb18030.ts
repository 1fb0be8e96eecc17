/** Text in the encoding of office programs in China (its two-byte part, which holds all everyday characters). */
export function gb18030(text: string): Buffer {
  const decoder = new TextDecoder("gb18030");
  const bytesOf = new Map<string, [number, number]>();
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++)
      if (trail !== 0x7f) bytesOf.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
  return Buffer.from(
    [...text].flatMap((character) => (character <= "\u007f" ? [character.charCodeAt(0)] : bytesOf.get(character)!)),
  );
}
