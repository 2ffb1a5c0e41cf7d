// Draws a chart above every table that asks for one; the table stays the source of the numbers,
// and what a screen reader reads. First column: a day; the others: one series each.
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
  holder.setAttribute("role", "img");
  holder.setAttribute("aria-label", `Chart: ${table.caption?.textContent ?? ""} (numbers in the table)`);
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
  const plot = new uPlot(
    {
      ...size(),
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "UTC"),
      axes: [{ ...axis, values: "{MM}-{DD}" }, { ...axis, size: 56 }],
      scales: { y: { range: (_, low, high) => [Math.min(0, low), Math.max(1, high * 1.05)] } },
      series,
    },
    data,
    holder,
  );
  new ResizeObserver(() => plot.setSize(size())).observe(holder);
}
