// anywidget publishes its front end as an AMD module with one dependency.
import * as base from "@jupyter-widgets/base";

export const defined = {};

globalThis.define = ([dependency], factory) => {
    if (dependency !== "@jupyter-widgets/base") throw new Error(`anywidget asks for ${dependency}`);
    defined.anywidget = factory(base);
};
