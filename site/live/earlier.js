// What JupyterLab keeps of a lesson in this browser: up to version 0.1 of the site that was where
// readers changed the lessons, and JupyterLab still finds it there.
const STORE = "files"; // as JupyterLite names it

function asked(request) {
    return new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
}

// Whether JupyterLab has the reader's own version of this notebook; `root` is the site's path.
export async function keptByJupyterLab(notebook, root) {
    try {
        const name = `JupyterLite Storage - ${root}`;
        // To open a database that is not there would make one.
        if (!(await indexedDB.databases()).some((found) => found.name === name)) return false;
        const database = await asked(indexedDB.open(name));
        try {
            if (!database.objectStoreNames.contains(STORE)) return false;
            const store = database.transaction(STORE).objectStore(STORE);
            return (await asked(store.getKey(notebook))) !== undefined;
        } finally {
            database.close();
        }
    } catch {
        return false; // storage is refused: nothing was kept either
    }
}
