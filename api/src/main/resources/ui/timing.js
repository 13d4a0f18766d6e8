// When a watch begins and ends, how urgent it is, and its quiet hours.
import { CROSS, el, icon } from './dom.js';
import { t } from './texts.js';
import { instant } from './time.js';
import { word } from './measures.js';
import { choice, durationField, put } from './fields.js';

const MINUTE_MILLIS = 60_000;
const PREFERENCE = '/body/preference';

/** How long it must hold, how urgent it is, and when nothing is delivered: the part of the form that few need. */
export function timing(schema, preference, changed) {
  const duration = (key) => durationField(t(`watch.${key}`), preference[key], `${PREFERENCE}/${key}`, false, (text) => {
    put(preference, key, text);
    changed();
  });
  return el('details.more', el('summary', t('more')),
    duration('pending'), duration('recovery'), duration('cooldown'),
    el('h4', t('watch.levels')), levelFields(schema, preference, changed),
    el('h4', t('watch.quiet')), quietFields(preference, changed), muteField(preference, changed));
}

/** In the reader's own time, as the clock says. */
function muteField(preference, changed) {
  const until = preference.mute_until === undefined ? null : new Date(preference.mute_until);
  const input = el('input', {
    type: 'datetime-local', value: until && instant(until - until.getTimezoneOffset() * MINUTE_MILLIS).slice(0, 16), oninput: () => {
      put(preference, 'mute_until', input.value === '' ? null : instant(Date.parse(input.value)));
      changed();
    },
  });
  return el('label.fields', { 'data-pointer': `${PREFERENCE}/mute_until` }, el('span', t('watch.mute')), input);
}

/** How urgent it is from its start, and after which time it becomes more so. */
function levelFields(schema, preference, changed) {
  const names = schema.properties.levels.items.properties.level.enum;
  const box = el('div', { 'data-pointer': `${PREFERENCE}/levels` });
  const redraw = () => {
    const steps = preference.levels ?? [{ level: names[0] }];
    const first = names.indexOf(steps[0].level);
    const set = (next) => {
      preference.levels = next;
      changed();
    };
    box.replaceChildren(
      choice(t('watch.levelFirst'), names.map((name) => [name, word('level', name)]), steps[0].level, (name) => {
        set([{ level: name }, ...steps.slice(1).filter(({ level }) => names.indexOf(level) > names.indexOf(name))]);
        redraw();
      }, true),
      ...names.slice(first + 1).map((name) => {
        const after = steps.find(({ level }) => level === name)?.after;
        return durationField(t('watch.levelAfter', { level: word('level', name) }), after, `${PREFERENCE}/levels`, false, (text) => {
          const others = (preference.levels ?? steps).filter(({ level }) => level !== name);
          const next = text === null ? others : [...others, { level: name, after: text }];
          set(next.sort((a, b) => names.indexOf(a.level) - names.indexOf(b.level)));
        });
      }));
  };
  redraw();
  return box;
}

function quietFields(preference, changed) {
  const box = el('div', { 'data-pointer': `${PREFERENCE}/quiet_hours` });
  const redraw = () => {
    const all = preference.quiet_hours ?? [];
    const set = (next) => {
      put(preference, 'quiet_hours', next.length === 0 ? null : next);
      changed();
      redraw();
    };
    const time = (hours, key) => {
      const input = el('input', {
        type: 'time', required: true, value: hours[key], 'aria-label': t(`watch.quiet.${key}`), oninput: () => {
          hours[key] = input.value;
          changed();
        },
      });
      return input;
    };
    box.replaceChildren(
      ...all.map((hours, i) => {
        const remove = {
          type: 'button', 'aria-label': t('tree.remove', { what: `${hours.from} – ${hours.to}` }),
          onclick: () => set(all.filter((one) => one !== hours)),
        };
        return el('p.fields', { 'data-pointer': `${PREFERENCE}/quiet_hours/${i}` },
          time(hours, 'from'), ' – ', time(hours, 'to'), el('button', remove, icon(CROSS)));
      }),
      el('button.add', { type: 'button', onclick: () => set([...all, { from: '22:00', to: '06:00' }]) }, t('watch.quiet.add')));
  };
  redraw();
  return box;
}
