// Colours of values: viridis (by Stéfan van der Walt and Nathaniel Smith, CC0), whose lightness only rises, so that it can
// be read with any eyes and in grey.
const VIRIDIS = [
  '#440154', '#481467', '#482576', '#453781', '#404688', '#39558c', '#33638d', '#2d718e', '#287d8e', '#238a8d',
  '#1f968b', '#20a386', '#29af7f', '#3dbc74', '#56c667', '#75d054', '#95d840', '#bade28', '#dde318', '#fde725',
];

/** So many colours, from low to high. */
export function ramp(count) {
  return Array.from({ length: count }, (_, i) => between((i / (count - 1)) * (VIRIDIS.length - 1)));
}

function between(position) {
  const low = Math.floor(position);
  const high = Math.min(low + 1, VIRIDIS.length - 1);
  const part = position - low;
  const mixed = [1, 3, 5].map((i) => {
    const a = parseInt(VIRIDIS[low].slice(i, i + 2), 16);
    const b = parseInt(VIRIDIS[high].slice(i, i + 2), 16);
    return Math.round(a + (b - a) * part).toString(16).padStart(2, '0');
  });
  return '#' + mixed.join('');
}

/** The value of a custom property of the style sheet. */
export const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
