// Draws a chart above every table that asks for one; the table stays the source of the numbers,
// and what a screen reader reads. First column: a day; the others: one series each.
for (const table of document.querySelectorAll("table[data-chart]")) draw(table);

function draw(table) {
  const names = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
  const rows = [...table.tBodies[0].rows];
  if (rows.length < 2) return;
  const data = names.map((_, column) =>
    rows.map(({ cells }) => {
      const cell = cells[column];
      if (column === 0) return Date.parse(`${cell.textContent.trim()}T00:00:00Z`) / 1000;
      return cell.dataset.value === undefined ? null : Number(cell.dataset.value);
    }),
  );
  const holder = document.createElement("div");
  holder.className = "chart";
  holder.setAttribute("role", "img");
  holder.setAttribute("aria-label", `Chart: ${table.caption?.textContent ?? ""} (numbers in the table)`);
  (table.closest("details") ?? table).before(holder);

  const style = getComputedStyle(table);
  const color = (name) => style.getPropertyValue(name).trim();
  const bars = table.dataset.chart === "bars" ? uPlot.paths.bars({ size: [0.7, 40] }) : undefined;
  const axis = { stroke: color("--chart-text"), grid: { stroke: color("--chart-grid"), width: 1 } };
  const plot = new uPlot(
    {
      width: holder.clientWidth,
      height: 200,
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "UTC"),
      axes: [axis, { ...axis, size: 56 }],
      scales: { y: { range: (_, low, high) => [Math.min(0, low), Math.max(1, high * 1.05)] } },
      series: names.map((label, index) =>
        index === 0
          ? { label, value: "{YYYY}-{MM}-{DD}" }
          : {
              label,
              stroke: color(`--chart-${index}`),
              fill: bars && color(`--chart-${index}`),
              width: bars ? 0 : 2,
              paths: bars,
              points: { show: !bars && rows.length < 40 },
            },
      ),
    },
    data,
    holder,
  );
  new ResizeObserver(() => plot.setSize({ width: holder.clientWidth, height: 200 })).observe(holder);
}
