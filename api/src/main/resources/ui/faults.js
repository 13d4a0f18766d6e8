// Faults of the API, shown in a form where they point.
import { el } from './dom.js';

/** Takes away what was said of the form before. */
export function clearFaults(form) {
  form.querySelectorAll('.fault').forEach((one) => one.remove());
  form.querySelectorAll('[aria-invalid]').forEach((one) => {
    one.removeAttribute('aria-invalid');
    one.removeAttribute('aria-describedby');
  });
  form.querySelector('.faults').replaceChildren();
}

/** Each at the part of the form that it points at; what points at none is said above all. */
export function showFaults(form, general, error) {
  const parts = [...form.querySelectorAll('[data-pointer]')];
  const unplaced = [];
  (error.faults ?? []).forEach(({ pointer, detail }, i) => {
    const part = parts.filter(({ dataset }) => pointer === dataset.pointer || pointer?.startsWith(`${dataset.pointer}/`))
      .reduce((best, one) => (best === null || one.dataset.pointer.length >= best.dataset.pointer.length ? one : best), null);
    if (part === null) {
      unplaced.push(detail);
      return;
    }
    const rest = pointer.slice(part.dataset.pointer.length);
    const fault = el('p.warn.fault', { id: `fault-${i}` }, rest ? `${rest}: ${detail}` : detail);
    part.append(fault);
    part.closest('details')?.setAttribute('open', '');
    const input = part.querySelector('input:not([type=radio]), textarea') ?? part.querySelector('input, select');
    input?.setAttribute('aria-invalid', 'true');
    input?.setAttribute('aria-describedby', fault.id);
  });
  const first = form.querySelector('[aria-invalid]');
  general.replaceChildren(el('p.warn', unplaced.length > 0 ? unplaced.join(' ') : error.message));
  (first ?? general).scrollIntoView({ block: 'nearest' });
  first?.focus();
}
