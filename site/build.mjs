// Bundles the JavaScript of the live pages: node build.mjs <folder>.
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
