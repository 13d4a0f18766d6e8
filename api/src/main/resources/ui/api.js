// Asks the API. A token, where one is wanted, is asked for and kept in this variable alone.

let token = null;
let askForToken = async () => null;
let asking = null;

/** Says who asks the reader for a token: a function that gives it, or null. */
export function onTokenWanted(ask) {
  askForToken = ask;
}

/** An answer that is none, with its status (0: no answer came) and the code of its first fault, if it has any. */
export class Refused extends Error {
  constructor(status, detail, code = null) {
    super(detail);
    this.status = status;
    this.code = code;
  }
}

/** The JSON of an answer; parameters that are null are left out. */
export async function get(path, parameters = {}, signal = undefined) {
  const response = await ask(path, parameters, { Accept: 'application/json, application/geo+json' }, signal);
  return response.json();
}

async function ask(path, parameters, headers, signal) {
  const query = new URLSearchParams(
    Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined)).toString();
  const address = query ? `${path}?${query}` : path;
  for (;;) {
    const used = token;
    const response = await fetchOnce(address, used ? { ...headers, Authorization: `Bearer ${used}` } : headers, signal);
    if (response.ok) {
      return response;
    }
    if (response.status !== 401 || !(await renewed(used))) {
      throw await refused(response);
    }
  }
}

async function fetchOnce(address, headers, signal) {
  try {
    return await fetch(address, { headers, signal, credentials: 'omit' });
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
    return new Refused(status, detail ?? statusText, errors?.[0]?.code);
  } catch {
    return new Refused(status, statusText);
  }
}

/** The path of a place, whose id may hold any character. */
export const placePath = (id) => `/v1/places/${encodeURIComponent(id)}`;

/** Server-sent events, each as {event, data, id}, until the server ends the stream. */
export async function* events(path, lastId, signal) {
  const headers = { Accept: 'text/event-stream', ...(lastId ? { 'Last-Event-ID': lastId } : {}) };
  const response = await ask(path, {}, headers, signal);
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
