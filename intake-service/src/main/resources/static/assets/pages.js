// Small conveniences; every page works without them.
(() => {
  const summary = document.querySelector('[data-focus]');
  if (summary) summary.focus();

  // Thanks are said once: a reload doesn't say them again.
  if (new URLSearchParams(location.search).has('fait')) history.replaceState(null, '', location.pathname);

  // A link of the error summary goes to the field itself, not only near it.
  document.addEventListener('click', (event) => {
    const link = event.target.closest('.error-summary a[href^="#"]');
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    const label = document.querySelector(`label[for="${CSS.escape(field.id)}"]`) || field;
    (field.closest('fieldset') || label).scrollIntoView();
    field.focus({ preventScroll: true });
  });

  // Copies a link that is shown; the field can be copied from by hand as well.
  document.querySelectorAll('[data-copy]').forEach((button) => {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
      button.textContent = button.dataset.copied;
    });
  });

  // A second press of a button sends nothing: the server would take it as the same request anyway.
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.method !== 'post' || event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = 'yes';
  });
  addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach((form) => delete form.dataset.sent));
})();

// Without a network: a page that the service worker keeps, and a queue on this device whose requests are sent once the network is back,
// each under a key of its own, so that it is filed once however often sending breaks.
const relais = (() => {
  const TYPED = 'relais-typed';
  const KEY = 'relais-sending';
  const SENDING = '/demande/envoi';
  const steps = location.pathname.startsWith('/demande');

  function database() {
    return new Promise((resolve, reject) => {
      const opening = indexedDB.open('relais', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('waiting', { keyPath: 'key' });
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
  }

  async function shelf(mode, work) {
    const opened = await database();
    try {
      return await new Promise((resolve, reject) => {
        const asked = work(opened.transaction('waiting', mode).objectStore('waiting'));
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
    } finally {
      opened.close();
    }
  }
  const all = () => shelf('readonly', (waiting) => waiting.getAll());
  const put = (entry) => shelf('readwrite', (waiting) => waiting.put(entry));
  const remove = (key) => shelf('readwrite', (waiting) => waiting.delete(key));

  // What was typed in the steps so far, in this tab alone, so that the page without a network needn't ask again.
  function typed() {
    try { return JSON.parse(sessionStorage.getItem(TYPED) || '[]'); } catch { return []; }
  }
  function remember(form) {
    const now = [...new FormData(form)].filter(([name, value]) => name !== '_csrf' && typeof value === 'string');
    const names = new Set(now.map(([name]) => name));
    sessionStorage.setItem(TYPED, JSON.stringify([...typed().filter(([name]) => !names.has(name)), ...now]));
    if (form.dataset.sending) sessionStorage.setItem(KEY, form.dataset.sending);
  }
  function forget() {
    sessionStorage.removeItem(TYPED);
    sessionStorage.removeItem(KEY);
  }

  async function keep(fields, mended) {
    const key = sessionStorage.getItem(KEY) || crypto.randomUUID();
    await put({ key, fields, at: Date.now(), state: 'waiting' });
    if (mended && mended !== key) await remove(mended);
    forget();
    await show();
    await send();
  }

  async function sendOne(entry) {
    let answer;
    try {
      answer = await fetch(SENDING, { method: 'POST', headers: { 'Idempotency-Key': entry.key }, body: new URLSearchParams(entry.fields) });
    } catch {
      return false;
    }
    if (answer.ok) {
      const sent = await answer.json();
      await put({ key: entry.key, state: 'sent', code: sent.trackingCode, link: sent.link, fields: [] });
    } else if (answer.status === 422) {
      const refused = await answer.json().catch(() => ({ problems: [] }));
      await put({ ...entry, state: 'refused', problems: refused.problems });
    } else {
      return false;
    }
    return true;
  }

  async function send() {
    const work = async () => {
      for (const entry of await all()) {
        if (entry.state === 'waiting' && !(await sendOne(entry))) return;
      }
    };
    if (navigator.locks) await navigator.locks.request('relais-waiting', work); else await work();
    await show();
  }

  function line(entry, words) {
    const box = document.createElement('div');
    box.className = `notice ${entry.state === 'refused' ? 'notice--warn' : entry.state === 'sent' ? 'notice--good' : ''}`;
    const text = document.createElement('p');
    text.textContent = entry.state === 'waiting' ? words.kept
      : entry.state === 'sent' ? `${words.sent} ${entry.code}` : `${words.refused} ${(entry.problems || []).join(' · ')}`;
    box.append(text);
    if (entry.state === 'waiting') return box;
    const actions = document.createElement('p');
    const open = document.createElement('a');
    open.href = entry.state === 'sent' ? entry.link : `/demande/hors-ligne?mend=${entry.key}`;
    open.textContent = entry.state === 'sent' ? words.open : words.mend;
    const close = document.createElement('button');
    close.type = 'button';
    close.className = 'link';
    close.textContent = words.close;
    close.addEventListener('click', () => remove(entry.key).then(show));
    actions.append(open, ' ', close);
    box.append(actions);
    return box;
  }

  async function show() {
    const place = document.getElementById('waiting');
    if (!place) return;
    const entries = await all();
    place.hidden = !entries.length;
    place.replaceChildren(...entries.map((entry) => line(entry, place.dataset)));
  }

  if (steps) {
    document.addEventListener('submit', (event) => {
      if (event.target.method === 'post' && !event.target.action.endsWith('/recommencer')) remember(event.target);
      else if (event.target.method === 'post') forget();
    });
  }
  if (document.querySelector('[data-filed]')) forget();
  if (window.indexedDB) {
    send().catch(() => {});
    addEventListener('online', () => send().catch(() => {}));
    // The network may be there and we not, or the other way round: while something waits, try from time to time.
    setInterval(async () => { if ((await all()).some((entry) => entry.state === 'waiting')) send().catch(() => {}); }, 20000);
  }
  if (navigator.serviceWorker) {
    navigator.serviceWorker.register(`/service-worker.js?lang=${document.documentElement.lang}`).then((registered) => {
      if (registered.active && navigator.onLine && !sessionStorage.getItem('relais-kept')) registered.active.postMessage('keep');
      sessionStorage.setItem('relais-kept', 'yes');
    }).catch(() => {});
  }

  return { keep, typed, waiting: async (key) => (await all()).find((entry) => entry.key === key) };
})();
