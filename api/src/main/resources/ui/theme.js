// Before the first paint: light or dark, as was chosen, or as the device has it.
(() => {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const chosen = () => {
    try {
      return JSON.parse(localStorage.getItem('outpost') ?? '{}').theme;
    } catch {
      return null;
    }
  };
  const apply = () => {
    const theme = chosen() ?? 'auto';
    const isDark = theme === 'dark' || (theme !== 'light' && dark.matches);
    document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
    dispatchEvent(new Event('theme'));
  };
  dark.addEventListener('change', apply);
  addEventListener('theme-chosen', apply);
  apply();
})();
