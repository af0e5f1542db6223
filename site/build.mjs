// Bundles the JavaScript of the live pages: node build.mjs <folder>; prints the sizes as JSON.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const [folder] = process.argv.slice(2);
await build({
    entryPoints: { live: "live/main.js" },
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    minify: true,
    legalComments: "none",
    outdir: folder,
    chunkNames: "chunk-[hash]",
    // A third of the bundle, and never called: see inline_sanitize in manager.js.
    alias: { "sanitize-html": "./live/unused.js" },
    define: { "process.env.NODE_ENV": '"production"', global: "globalThis" },
    loader: { ".svg": "dataurl", ".woff": "empty", ".woff2": "empty", ".ttf": "empty", ".eot": "empty" },
    logLevel: "error",
});
const sizes = {};
for (const name of readdirSync(folder)) {
    if (/\.(js|css)$/.test(name)) sizes[name] = gzipSync(readFileSync(join(folder, name))).length;
}
console.log(JSON.stringify(sizes));
