// Six numbers from the kernel as six bars on a canvas: the least a panel could do.
function render({ model, el }) {
  const ratio = devicePixelRatio;
  const canvas = document.createElement("canvas");
  canvas.width = 800 * ratio;
  canvas.height = 320 * ratio;
  canvas.style.width = "800px";
  canvas.style.height = "320px";
  el.append(canvas);
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  pen.textAlign = "center";

  function draw() {
    const limits = model.get("limits"), colours = model.get("colours");
    pen.clearRect(0, 0, 800, 320);
    model.get("heights").forEach((height, i) => {
      const [low, high] = limits[Math.floor(i / 3)];
      const y = (value) => 38 + (244 * (high - value)) / (high - low);
      const x = i < 3 ? 110 + 110 * i : 500 + 110 * (i - 3);
      pen.fillStyle = colours[i % 3];
      pen.fillRect(x - 38, y(height), 77, y(0) - y(height));
      pen.fillStyle = "#1a1a1a";
      pen.fillText(height.toFixed(3), x, y(Math.max(height, 0)) - 4);
    });
  }
  model.on("change:heights", draw);
  draw();
}
export default { render };
