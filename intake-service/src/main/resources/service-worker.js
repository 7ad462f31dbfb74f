// Keeps the one page that must work without a network, and what it needs; nothing that is anyone's.
const SHELF = 'relais-offline';
const PAGE = '/demande/hors-ligne';
// Registered anew in the language of the page that was seen last.
const LANGUAGE = new URL(self.location.href).searchParams.get('lang') || 'fr';

async function keep() {
  const shelf = await caches.open(SHELF);
  const page = await fetch(PAGE, { cache: 'reload', headers: { 'Accept-Language': LANGUAGE } });
  if (!page.ok) return;
  const html = await page.clone().text();
  // Of several territories none is chosen yet.
  if (!html.includes('data-offline-form')) return;
  const parts = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((match) => match[1]);
  await Promise.all(parts.map(async (part) => {
    if (!(await shelf.match(part))) await shelf.add(part);
  }));
  await shelf.put(PAGE, page);
  for (const kept of await shelf.keys()) {
    const path = new URL(kept.url).pathname;
    if (path !== PAGE && !parts.includes(path)) await shelf.delete(kept);
  }
}

self.addEventListener('install', (event) => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

// Asked once by each tab, and whenever another territory is chosen: services and looks may have changed since.
self.addEventListener('message', (event) => {
  if (event.data === 'keep') event.waitUntil(keep().catch(() => {}));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const path = new URL(request.url).pathname;
  if (request.mode === 'navigate') {
    event.respondWith(fetch(request).catch(async (failed) => (await caches.match(PAGE)) || Promise.reject(failed)));
  } else if (request.method === 'GET' && path.startsWith('/assets/')) {
    event.respondWith(caches.match(request).then((kept) => kept || fetch(request)));
  }
});
