// Airflow keeps its theme (light, dark or system) in localStorage; a page of the same origin
// follows it, also when it changes. Elsewhere the operating system decides.
(() => {
  const apply = () => {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
  };
  apply();
  addEventListener("storage", (event) => {
    if (event.key === "theme") apply();
  });
})();
