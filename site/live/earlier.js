// What JupyterLab keeps of a lesson in this browser: before the pages came alive that was where
// readers changed the lessons, and JupyterLab still finds it there.
const STORE = "files"; // as JupyterLite names it

function asked(request) {
    return new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
}

// Which of these notebooks JupyterLab has as the reader's own version: the first, or null; `root` is
// the site's path. A lesson is asked for by its earlier names too.
export async function keptByJupyterLab(notebooks, root) {
    try {
        const name = `JupyterLite Storage - ${root}`;
        // To open a database that is not there would make one.
        if (!(await indexedDB.databases()).some((found) => found.name === name)) return null;
        const database = await asked(indexedDB.open(name));
        try {
            const kept = await asked(database.transaction(STORE).objectStore(STORE).getAllKeys());
            return notebooks.find((notebook) => kept.includes(notebook)) ?? null;
        } finally {
            database.close();
        }
    } catch {
        return null; // storage is refused, or it has no such store: nothing was kept either
    }
}
