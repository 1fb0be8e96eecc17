// The baseline of `npm run bench -- pages`: a server of Node that does nothing but hand out one file.
//   node bench/bare-server.mjs FILE HEADERS-AS-JSON
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const body = readFileSync(process.argv[2]);
const headers = { ...JSON.parse(process.argv[3]), "content-length": body.length };
const server = createServer((_request, response) => {
  response.writeHead(200, headers);
  response.end(body);
});
server.listen(0, "127.0.0.1", () => process.send(server.address().port));
process.on("disconnect", () => process.exit());
