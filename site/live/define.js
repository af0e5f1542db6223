// anywidget publishes its front end as an AMD module with one dependency.
import * as base from "@jupyter-widgets/base";

export const defined = {};

globalThis.define = (_, factory) => {
    defined.anywidget = factory(base);
};
