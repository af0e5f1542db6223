// Stands in for sanitize-html in the bundle: the manager of the pages has no use for it.
export default null;
