// The Python of the browser, under Node, for the build: node pyodide.mjs <pyodide> <packages> <code>
// runs code with a folder as its site-packages.
import { pathToFileURL } from "node:url";

const [indexURL, packages, code] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${indexURL}/pyodide.mjs`));
const env = { HOME: "/home/pyodide", MPLBACKEND: "module://matplotlib_inline.backend_inline" };
const pyodide = await loadPyodide({ indexURL, env });
pyodide.mountNodeFS("/lib/python3.14/site-packages", packages);
pyodide.runPython(code);
