// Asks the API. A token, where one is wanted, is asked for and kept in this variable alone.

let token = null;
let askForToken = async () => null;
let asking = null;

/** Says who asks the reader for a token: a function that gives it, or null. */
export function onTokenWanted(ask) {
  askForToken = ask;
}

/** An answer that is none, with its status (0: no answer came), its faults, each {pointer, code, detail}, and the code of the first. */
export class Refused extends Error {
  constructor(status, detail, faults = []) {
    super(detail);
    this.status = status;
    this.faults = faults;
    this.code = faults[0]?.code ?? null;
  }
}

/** The JSON of an answer; parameters that are null are left out. */
export async function get(path, parameters = {}, signal = undefined) {
  const response = await ask(path, parameters, { Accept: 'application/json, application/geo+json' }, { signal });
  return response.json();
}

/** The JSON of an answer to a body, by a method that changes something or has its question in a body. */
export async function send(method, path, body = undefined, signal = undefined) {
  const headers = { Accept: 'application/json', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) };
  const response = await ask(path, {}, headers, { method, body: body === undefined ? undefined : JSON.stringify(body), signal });
  return response.json();
}

async function ask(path, parameters, headers, options) {
  const query = new URLSearchParams(
    Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined)).toString();
  const address = query ? `${path}?${query}` : path;
  for (;;) {
    const used = token;
    const response = await fetchOnce(address, {
      ...options, headers: used ? { ...headers, Authorization: `Bearer ${used}` } : headers,
    });
    if (response.ok) {
      return response;
    }
    if (response.status !== 401 || !(await renewed(used))) {
      throw await refused(response);
    }
  }
}

async function fetchOnce(address, options) {
  try {
    return await fetch(address, { ...options, credentials: 'omit' });
  } catch (e) {
    if (e.name === 'AbortError') {
      throw e;
    }
    throw new Refused(0, e.message);
  }
}

/** One question for all requests that wait for a token. */
async function renewed(used) {
  if (token !== used) {
    return true;
  }
  asking ??= askForToken(used !== null).finally(() => { asking = null; });
  token = await asking;
  return token !== null;
}

async function refused(response) {
  const { status, statusText } = response;
  try {
    const { detail, errors } = await response.json();
    return new Refused(status, detail ?? statusText, errors ?? []);
  } catch {
    return new Refused(status, statusText);
  }
}

/** The path of a place, whose id may hold any character. */
export const placePath = (id) => `/v1/places/${encodeURIComponent(id)}`;

/** The path of a watch, which the API calls a preference. */
export const watchPath = (id) => `/v1/preferences/${encodeURIComponent(id)}`;

/** Server-sent events, each as {event, data, id}, until the server ends the stream. */
export async function* events(path, lastId, signal) {
  const headers = { Accept: 'text/event-stream', ...(lastId ? { 'Last-Event-ID': lastId } : {}) };
  const response = await ask(path, {}, headers, { signal });
  if (!(response.headers.get('Content-Type') ?? '').startsWith('text/event-stream')) {
    throw new Refused(response.status, 'no stream');
  }
  yield { event: 'open', data: '', id: null };
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return;
    }
    const blocks = (rest + value).split(/\r\n\r\n|\n\n|\r\r/);
    rest = blocks.pop();
    for (const block of blocks) {
      yield parsed(block);
    }
  }
}

function parsed(block) {
  const event = { event: 'message', data: [], id: null };
  for (const line of block.split(/\r\n|\n|\r/)) {
    const [, name, value] = line.match(/^([^:]*):? ?(.*)$/s);
    if (name === 'data') {
      event.data.push(value);
    } else if (name === 'event' || name === 'id') {
      event[name] = value;
    } else if (name === '') {
      event.event = event.data.length > 0 ? event.event : 'comment';
    }
  }
  return { ...event, data: event.data.join('\n') };
}
