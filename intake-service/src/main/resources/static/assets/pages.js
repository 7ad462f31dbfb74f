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

  // A field that asks while it is typed sends itself alone, not the form it stands in.
  document.addEventListener('htmx:config:request', (event) => {
    const { request, sourceElement } = event.detail.ctx;
    if (!sourceElement.matches('input[hx-post]')) return;
    request.body = new FormData();
    request.body.append(sourceElement.name, sourceElement.value);
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
  const TAB = 'relais-tab';
  const KEPT = 'relais-kept';
  const SENDING = '/demande/envoi';
  const PHOTOS = '/api/v1/attachments';
  const HOUR = 3600000;
  const steps = location.pathname.startsWith('/demande');

  // Requests that wait, and photos that were chosen in a tab and belong to none yet.
  function database() {
    return new Promise((resolve, reject) => {
      const opening = indexedDB.open('relais', 2);
      opening.onupgradeneeded = () => {
        const made = opening.result;
        if (!made.objectStoreNames.contains('waiting')) made.createObjectStore('waiting', { keyPath: 'key' });
        if (!made.objectStoreNames.contains('chosen')) made.createObjectStore('chosen', { keyPath: 'tab' });
      };
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
  }

  // Done once it is committed: that the device has no room left is found out only then.
  async function shelf(name, mode, work) {
    const opened = await database();
    try {
      return await new Promise((resolve, reject) => {
        const transaction = opened.transaction(name, mode);
        const asked = work(transaction.objectStore(name));
        transaction.oncomplete = () => resolve(asked.result);
        transaction.onabort = () => reject(transaction.error);
      });
    } finally {
      opened.close();
    }
  }
  const all = () => shelf('waiting', 'readonly', (waiting) => waiting.getAll());
  const put = (entry) => shelf('waiting', 'readwrite', (waiting) => waiting.put(entry));
  const remove = (key) => shelf('waiting', 'readwrite', (waiting) => waiting.delete(key));

  function tab() {
    if (!sessionStorage.getItem(TAB)) sessionStorage.setItem(TAB, crypto.randomUUID());
    return sessionStorage.getItem(TAB);
  }
  const stash = (photos) => shelf('chosen', 'readwrite', (chosen) => (photos.length ? chosen.put({ tab: tab(), photos, at: Date.now() }) : chosen.delete(tab())));
  const stashed = async () => ((await shelf('chosen', 'readonly', (chosen) => chosen.get(tab()))) || { photos: [] }).photos;
  // What a tab left that was closed.
  async function tidy() {
    for (const left of await shelf('chosen', 'readonly', (chosen) => chosen.getAll())) {
      if (Date.now() - left.at > 24 * HOUR) await shelf('chosen', 'readwrite', (chosen) => chosen.delete(left.tab));
    }
  }
  // Bytes of all photos that wait on this device.
  const weight = async (except) => (await all()).filter((entry) => entry.key !== except).flatMap((entry) => entry.photos || []).reduce((sum, photo) => sum + (photo.blob ? photo.blob.size : 0), 0);

  // What was typed in the steps so far, in this tab alone, so that the page without a network needn't ask again.
  function typed() {
    try { return JSON.parse(sessionStorage.getItem(TYPED) || '[]'); } catch { return []; }
  }
  function remember(form) {
    const now = [...new FormData(form)].filter(([name, value]) => name !== '_csrf' && typeof value === 'string');
    // Photos that the steps have sent already go by their ids.
    if (form.dataset.sending) (form.dataset.photos || '').split(' ').filter(Boolean).forEach((id) => now.push(['photo', id]));
    const names = new Set(now.map(([name]) => name));
    sessionStorage.setItem(TYPED, JSON.stringify([...typed().filter(([name]) => !names.has(name)), ...now]));
    if (form.dataset.sending) sessionStorage.setItem(KEY, form.dataset.sending);
  }
  function forget() {
    sessionStorage.removeItem(TYPED);
    sessionStorage.removeItem(KEY);
    if (window.indexedDB) stash([]).catch(() => {});
  }

  // Fails where the device has no room for it; then nothing is kept.
  async function keep(fields, photos, mended) {
    const key = sessionStorage.getItem(KEY) || crypto.randomUUID();
    await put({ key, fields, photos, at: Date.now(), state: 'waiting' });
    if (mended && mended !== key) await remove(mended).catch(() => {});
    forget();
    if (photos.length && navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => {});
    await show().catch(() => {});
    await send().catch(() => {});
  }

  // Each photo goes up on its own, so that what broke off goes on with the photo it was at. One that can't be taken is left out, and
  // that is said. What no request names within a day is gone there, and goes up again.
  async function sendPhotos(entry) {
    for (const photo of entry.photos || []) {
      if (photo.problem || !photo.blob || (photo.id && Date.now() - photo.at < 12 * HOUR)) continue;
      const answer = await fetch(PHOTOS, { method: 'POST', headers: { 'Content-Type': photo.type, 'Accept-Language': document.documentElement.lang }, body: photo.blob });
      if (answer.status === 201) {
        photo.id = (await answer.json()).id;
        photo.at = Date.now();
      } else {
        const said = await answer.json().catch(() => ({}));
        if (![400, 413, 415].includes(answer.status) || said.code === 'attachment_broken_off') return false;
        photo.problem = said.detail || String(answer.status);
      }
      await put(entry);
    }
    return true;
  }

  // Whatever else is answered, or by whom: it waits on.
  async function sendOne(entry) {
    if (!(await sendPhotos(entry))) return;
    const photos = entry.photos || [];
    const body = new URLSearchParams(entry.fields);
    photos.filter((photo) => photo.id && !photo.problem).forEach((photo) => body.append('photo', photo.id));
    const answer = await fetch(SENDING, { method: 'POST', headers: { 'Idempotency-Key': entry.key }, body });
    if (answer.ok) {
      const sent = await answer.json();
      const left = photos.filter((photo) => photo.problem).map((photo) => `${photo.name} : ${photo.problem}`);
      await put({ key: entry.key, state: 'sent', code: sent.trackingCode, link: sent.link, left, fields: [] });
    } else if (answer.status === 422) {
      const refused = await answer.json().catch(() => ({ problems: [] }));
      await put({ ...entry, state: 'refused', problems: refused.problems });
    }
  }

  async function send() {
    const work = async () => {
      for (const entry of await all()) {
        // One that can't be sent holds up none behind it.
        if (entry.state === 'waiting') await sendOne(entry).catch(() => {});
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
    const beside = entry.state === 'sent' ? (entry.left || []).map((photo) => `${words.left} ${photo}`)
      : (entry.photos || []).length ? [`${words.photos} ${entry.photos.map((photo) => photo.name).join(', ')}`] : [];
    beside.forEach((said) => {
      const more = document.createElement('p');
      more.textContent = said;
      box.append(more);
    });
    if (entry.state === 'waiting') return box;
    const actions = document.createElement('p');
    const open = document.createElement('a');
    const written = (entry.fields.find(([name]) => name === 'territory') || [])[1];
    open.href = entry.state === 'sent' ? entry.link : `/demande/hors-ligne?${new URLSearchParams({ mend: entry.key, ...(written && { territory: written }) })}`;
    open.textContent = entry.state === 'sent' ? words.open : words.mend;
    const close = document.createElement('button');
    close.type = 'button';
    close.className = 'link';
    close.textContent = words.close;
    close.addEventListener('click', async () => {
      await remove(entry.key);
      await show();
      document.getElementById('main').focus();
    });
    actions.append(open, ' ', close);
    box.append(actions);
    return box;
  }

  async function show() {
    const place = document.getElementById('waiting');
    if (!place) return;
    const entries = await all();
    place.hidden = !entries.length;
    // A box that says the same stays as it is: it would be read aloud again, and lose the focus.
    const before = new Map([...place.children].map((box) => [box.dataset.says, box]));
    const boxes = entries.map((entry) => {
      const says = JSON.stringify([entry.key, entry.state, entry.code, entry.problems, entry.left, (entry.photos || []).map((photo) => photo.name)]);
      const box = before.get(says) || line(entry, place.dataset);
      box.dataset.says = says;
      return box;
    });
    [...place.children].filter((box) => !boxes.includes(box)).forEach((box) => box.remove());
    boxes.forEach((box, at) => { if (place.children[at] !== box) place.insertBefore(box, place.children[at] || null); });
  }

  if (steps) {
    document.addEventListener('submit', (event) => {
      if (event.target.method === 'post' && !event.target.action.endsWith('/recommencer')) remember(event.target);
      else if (event.target.method === 'post') forget();
    });
    // Photos that are chosen in a step stay here until the step has sent them; it is sent once they are here, since leaving the page
    // would break that off.
    let stashing = null;
    document.addEventListener('change', (event) => {
      if (event.target.type !== 'file' || !event.target.name || !window.indexedDB) return;
      const begun = stash([...event.target.files].map((file) => ({ name: file.name, type: file.type, blob: file }))).catch(() => {});
      stashing = begun;
      begun.then(() => { if (stashing === begun) stashing = null; });
    });
    document.addEventListener('submit', (event) => {
      const { target, submitter } = event;
      if (!stashing || !target.requestSubmit) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      stashing.then(() => target.requestSubmit(submitter));
    }, true);
    if (window.indexedDB && !document.querySelector('[data-offline-page]')) stash([]).catch(() => {});
  }
  if (document.querySelector('[data-filed]')) forget();
  if (window.indexedDB) {
    send().catch(() => {});
    tidy().catch(() => {});
    addEventListener('online', () => send().catch(() => {}));
    // The network may be there and we not, or the other way round: while something waits, try from time to time.
    setInterval(async () => { if ((await all()).some((entry) => entry.state === 'waiting')) send().catch(() => {}); }, 20000);
  }
  if (navigator.serviceWorker) {
    navigator.serviceWorker.register(`/service-worker.js?lang=${document.documentElement.lang}`).then((registered) => {
      const territory = document.documentElement.dataset.territory || '';
      if (!registered.active || !navigator.onLine || sessionStorage.getItem(KEPT) === territory) return;
      registered.active.postMessage('keep');
      sessionStorage.setItem(KEPT, territory);
    }).catch(() => {});
  }

  return { keep, typed, stash, stashed, weight, waiting: async (key) => (await all()).find((entry) => entry.key === key) };
})();
