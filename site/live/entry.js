// The bundle: styles of the page after those of the widgets, so that they win.
import "./main.js";
import "./live.css";
