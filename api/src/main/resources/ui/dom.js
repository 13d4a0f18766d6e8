// Elements, made and found.
import { t } from './texts.js';

export const byId = (id) => document.getElementById(id);

/** An element: `el('p.note', { title: 'x' }, 'text', child)`; null children are left out. */
export function el(name, ...rest) {
  const [tag, ...classes] = name.split('.');
  const element = document.createElement(tag || 'div');
  if (classes.length > 0) {
    element.className = classes.join(' ');
  }
  const isAttributes = (one) => one && one.constructor === Object;
  if (isAttributes(rest[0])) {
    for (const [key, value] of Object.entries(rest.shift())) {
      put(element, key, value);
    }
  }
  element.append(...rest.flat(Infinity).filter((one) => one !== null && one !== undefined && one !== false));
  return element;
}

function put(element, key, value) {
  if (value === null || value === undefined || value === false) {
    return;
  }
  if (key.startsWith('on')) {
    element.addEventListener(key.slice(2), value);
  } else {
    element.setAttribute(key, value === true ? '' : value);
  }
}

const SVG = 'http://www.w3.org/2000/svg';

/** The drawing of what closes or removes something. */
export const CROSS = 'M6 6l12 12M18 6L6 18';

/** A drawing of one path in a box of 24. */
export function icon(path) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

/** Puts the texts of the language into what stands in the page. */
export function translate(root = document) {
  const each = (name, apply) =>
    root.querySelectorAll(`[data-${name}]`).forEach((one) => apply(one, t(one.dataset[name])));
  each('text', (one, text) => { one.textContent = text; });
  each('label', (one, text) => one.setAttribute('aria-label', text));
  each('title', (one, text) => { one.title = text; });
  each('placeholder', (one, text) => { one.placeholder = text; });
}

const FOCUSABLE = 'button, summary, a, [tabindex="0"]';

/**
 * Puts other children into an element; what was scrolled and focused stays so, as far as it is still there. What is focused
 * is found again in the part (`data-part`) that it stood in, as others may have come before it.
 */
export function refill(parent, ...children) {
  const partOf = (one) => one.closest('[data-part]')?.dataset.part;
  const isFocused = parent !== document.activeElement && parent.contains(document.activeElement);
  const part = isFocused ? partOf(document.activeElement) : undefined;
  const alike = () => [...parent.querySelectorAll(FOCUSABLE)].filter((one) => partOf(one) === part);
  const at = isFocused ? alike().indexOf(document.activeElement) : -1;
  const scrolled = parent.scrollTop;
  parent.replaceChildren(...children);
  parent.scrollTop = scrolled;
  if (at >= 0) {
    const found = alike();
    const all = found.length > 0 ? found : parent.querySelectorAll(FOCUSABLE);
    all[Math.min(at, all.length - 1)]?.focus({ preventScroll: true });
  }
}
