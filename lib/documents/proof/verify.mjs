import assert from "node:assert"; import { hash, verify } from "node:crypto"; let last = "", chain = "", key, page, newest = new Map();
const sha256 = (it) => hash("sha256", it), get = async (path) => Buffer.from(await (await fetch(new URL(path, process.argv[2]))).arrayBuffer());
for (let next = "/api/v1/proof/entries"; next; next = page.next) for (const { text, signature } of (page = JSON.parse(await get(next))).entries) {
  const it = JSON.parse(text), by = { format: "jwk", key: it.introduces && (!key || it.lost) ? it.introduces : key };
  assert(it.previous === last && verify(null, Buffer.from(text), by, Buffer.from(signature, "base64")), `entry ${it.entry}`); last = sha256(text); it.introduces ? (key = it.introduces) : newest.set(it.publication.sequence, it); }
for (const { publication: { sequence, unit, year, number, snapshot, previousHash, chainHash }, files, pages } of newest.values()) {
  assert(previousHash === chain && (chain = sha256(JSON.stringify({ contentHash: snapshot.sha256, previousHash, sequence }))) === chainHash, `publication ${sequence}`);
  const of = (it) => ({ path: `/api/v1/reports/${unit.code}/${year}.${it.format}?version=${number}`, ...it }), all = [{ format: "snapshot.json", ...snapshot }, ...files, ...pages].map(of);
  for (const { path } of all) { const found = sha256(await get(path)); assert(all.some((it) => it.path === path && it.sha256 === found), path); } }
console.log(`${newest.size} publications are as they were signed; head ${last}`);
