// Draws a chart above every table that asks for one; the table stays the source of the numbers.
// First column: a day; the others: one series each. A chart is a slider over its days: arrow keys,
// Home and End move it, and a screen reader says the day and its numbers.
const tables = [...document.querySelectorAll("table[data-chart]")].filter(
  (table) => table.tBodies[0].rows.length > 1,
);
const holders = new Map();
drawAll();
// Another theme has other colours.
new MutationObserver(drawAll).observe(document.documentElement, { attributeFilter: ["data-theme"] });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);

function drawAll() {
  for (const table of tables) {
    if (!holders.has(table)) holders.set(table, makeHolder(table));
    draw(table, holders.get(table));
  }
}

function makeHolder(table) {
  const holder = document.createElement("div");
  holder.className = "chart";
  holder.tabIndex = 0;
  holder.setAttribute("role", "slider");
  holder.setAttribute("aria-label", `Chart: ${table.caption?.textContent ?? ""}`);
  (table.closest("details") ?? table).before(holder);
  return holder;
}

// A canvas knows neither variables nor light-dark(): the browser resolves them on an element.
function color(name, holder) {
  holder.style.color = `var(${name})`;
  const resolved = getComputedStyle(holder).color;
  holder.style.color = "";
  return resolved;
}

function draw(table, holder) {
  const names = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
  const data = names.map((_, column) =>
    [...table.tBodies[0].rows].map(({ cells }) => {
      const cell = cells[column];
      if (column === 0) return Date.parse(`${cell.textContent.trim()}T00:00:00Z`) / 1000;
      return cell.dataset.value === undefined ? null : Number(cell.dataset.value);
    }),
  );
  const bars = table.dataset.chart === "bars" ? uPlot.paths.bars({ size: [0.7, 40] }) : undefined;
  const stroke = color("--chart-text", holder);
  const axis = { stroke, grid: { stroke: color("--chart-grid", holder), width: 1 } };
  const series = names.map((label, index) => {
    if (index === 0) return { label, value: "{YYYY}-{MM}-{DD}" };
    const own = color(`--chart-${index}`, holder);
    return { label, stroke: own, fill: bars && own, width: bars ? 0 : 2, paths: bars, points: { show: !bars } };
  });
  holder.replaceChildren();
  const size = () => ({ width: holder.clientWidth, height: 200 });
  const last = data[0].length - 1;
  // Without a pointer on it, the legend says what the day is that the keys moved to.
  const rest = (plot) => plot.legend.idx ?? plot.setLegend({ idx: Number(holder.ariaValueNow) }, false);
  const plot = new uPlot(
    {
      ...size(),
      hooks: { setLegend: [rest] },
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "UTC"),
      axes: [{ ...axis, values: "{MM}-{DD}" }, { ...axis, size: 56 }],
      scales: { y: { range: (_, low, high) => [Math.min(0, low), Math.max(1, high * 1.05)] } },
      series,
    },
    data,
    holder,
  );
  new ResizeObserver(() => plot.setSize(size())).observe(holder);
  const move = (to) => {
    const at = Math.min(last, Math.max(0, to));
    const day = new Date(data[0][at] * 1000).toISOString().slice(0, 10);
    holder.ariaValueMin = 0;
    holder.ariaValueMax = last;
    holder.ariaValueNow = at;
    holder.ariaValueText = `${day}: ${names.slice(1).map((name, n) => `${name} ${data[n + 1][at]}`).join(", ")}`;
    plot.setLegend({ idx: at }, false);
    return at;
  };
  move(holder.ariaValueNow === null ? last : Number(holder.ariaValueNow));
  holder.onkeydown = (event) => {
    const now = Number(holder.ariaValueNow);
    const steps = { ArrowLeft: now - 1, ArrowDown: now - 1, ArrowRight: now + 1, ArrowUp: now + 1, Home: 0, End: last };
    if (!(event.key in steps)) return;
    event.preventDefault();
    const to = move(steps[event.key]);
    plot.setCursor({ left: plot.valToPos(data[0][to], "x"), top: 0 }, false);
  };
}
