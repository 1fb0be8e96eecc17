import { createHash, createPublicKey, verify } from "node:crypto";
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex"), get = (path) => fetch(new URL(path, process.argv[2]));
const must = (isRight, what) => isRight || (console.error(`broken: ${what}`), process.exit(1));
let last = "", chain = "", key, page, newest = new Map();
for (let next = "/api/v1/proof/entries"; next; next = page.next) for (const line of (page = await (await get(next)).json()).entries) {
  const it = JSON.parse(line.text), signer = createPublicKey({ format: "jwk", key: it.introduces && (!key || it.lost) ? it.introduces : key });
  must(it.previous === last && verify(null, Buffer.from(line.text), signer, Buffer.from(line.signature, "base64")), `entry ${it.entry}`);
  last = sha256(line.text), it.introduces ? (key = it.introduces) : newest.set(it.publication.sequence, it);
}
for (const { publication: { sequence, unit, year, number, snapshot, previousHash, chainHash }, files } of newest.values()) {
  must(previousHash === chain && (chain = sha256(JSON.stringify({ contentHash: snapshot.sha256, previousHash, sequence }))) === chainHash, `publication ${sequence}`);
  for (const [format, hash] of [["snapshot.json", snapshot.sha256], ...files.map((file) => [file.format, file.sha256])]) {
    const path = `/api/v1/reports/${unit.code}/${year}.${format}?version=${number}`;
    must(sha256(new Uint8Array(await (await get(path)).arrayBuffer())) === hash, path);
  }
}
console.log(`${newest.size} publications are as they were signed; head ${last}`);
