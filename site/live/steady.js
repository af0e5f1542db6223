// What stands above the reader's eyes may change its height; what the reader looks at may not
// move. Browsers that anchor the scroll position themselves are told not to, in live.css.
export function holdPlace(cells) {
    const heights = new WeakMap();
    const steady = new ResizeObserver((entries) => {
        let moved = 0;
        for (const { target } of entries) {
            const { height, top } = target.getBoundingClientRect();
            const before = heights.get(target) ?? height;
            heights.set(target, height);
            // Where the reader acts, what opens or is said goes downwards.
            if (target.contains(document.activeElement)) continue;
            if (top + moved + before < innerHeight / 4) moved += height - before;
        }
        if (moved && scrollY > 0) scrollBy({ top: moved, behavior: "instant" });
    });
    for (const cell of cells) steady.observe(cell);
}
