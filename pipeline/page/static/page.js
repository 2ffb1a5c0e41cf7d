// Small conveniences; the page works without them.

// Ages tick, and a newer snapshot is announced.
const ages = document.querySelectorAll("[data-ago]");
const units = [["d", 86400], ["h", 3600], ["min", 60], ["s", 1]];
function tick() {
  for (const element of ages) {
    const seconds = Math.max(0, (Date.now() - Date.parse(element.dataset.ago)) / 1000);
    const [unit, size] = units.find(([, s]) => seconds >= s) ?? ["s", 1];
    element.textContent = `${Math.floor(seconds / size)} ${unit} ago`;
  }
}
setInterval(tick, 30_000);

const shown = document.querySelector("[data-build]");
async function lookForNewer() {
  if (!shown || document.hidden || document.querySelector(".newer")) return;
  const response = await fetch(shown.dataset.check).catch(() => null);
  if (!response?.ok) return;
  const { build_id } = await response.json();
  if (build_id === shown.dataset.build) return;
  const notice = document.createElement("a");
  notice.className = "newer";
  notice.href = location.href;
  notice.textContent = "A newer snapshot is published: show it";
  const region = document.createElement("p");
  region.setAttribute("role", "status");
  region.append(notice);
  shown.after(region);
}
setInterval(lookForNewer, 60_000);
addEventListener("focus", lookForNewer);
document.addEventListener("visibilitychange", lookForNewer);

// A box that filters the rows of the table it names.
for (const box of document.querySelectorAll("input[data-filters]")) {
  const rows = document.querySelectorAll(`#${box.dataset.filters} > tbody > tr`);
  box.addEventListener("input", () => {
    const wanted = box.value.trim().toLowerCase();
    for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
  });
}

// Airflow frames the page in a sandbox without pop-ups and top navigation. Its own document, of
// the same origin, may follow the link for us.
if (document.body.hasAttribute("data-framed") && window.parent !== window) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[target]");
    if (!link) return;
    event.preventDefault();
    const outer = window.parent.document.createElement("a");
    Object.assign(outer, { href: link.href, target: link.target, rel: "noopener noreferrer" });
    outer.click();
  });
}
