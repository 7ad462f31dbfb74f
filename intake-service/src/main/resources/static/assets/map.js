// Shows a place on a map; the address field does the same without it.
(() => {
  const holder = document.querySelector('[data-map]');
  if (!holder || !window.L) return;
  const address = document.getElementById('address');
  const latitude = document.getElementById('latitude');
  const longitude = document.getElementById('longitude');
  const status = holder.querySelector('[data-map-status]');
  const [lat, lon] = holder.dataset.centre.split(',').map(Number);
  holder.hidden = false;
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const map = L.map('map', { zoomAnimation: !still, fadeAnimation: !still, attributionControl: Boolean(holder.dataset.credit) }).setView([lat, lon], 13);
  if (map.attributionControl) map.attributionControl.setPrefix(false);
  const element = map.getContainer();
  element.setAttribute('role', 'application');
  element.setAttribute('aria-labelledby', 'map-title');
  if (holder.dataset.tiles) L.tileLayer(holder.dataset.tiles, { attribution: holder.dataset.credit || '', maxZoom: 19 }).addTo(map);
  const pin = L.divIcon({ className: 'pin', html: '<span></span>', iconSize: [28, 28], iconAnchor: [14, 28] });
  let marker = null;

  const typed = () => address.value;
  let written = typed();

  function show(place, pan) {
    if (marker) marker.setLatLng(place); else marker = L.marker(place, { icon: pin, keyboard: false, interactive: false }).addTo(map);
    if (pan) map.setView(place, Math.max(map.getZoom(), 16));
  }

  async function choose(place, pan) {
    latitude.value = place.lat.toFixed(6);
    longitude.value = place.lng.toFixed(6);
    show(place, pan);
    document.querySelectorAll('#found input').forEach((radio) => { radio.checked = false; });
    let name = '';
    try {
      const answer = await fetch('/demande/parts/address', { method: 'POST', body: new URLSearchParams({ latitude: latitude.value, longitude: longitude.value }) });
      if (answer.ok) name = (await answer.json()).address || '';
    } catch { /* The place is marked all the same. */ }
    address.value = name;
    written = name;
    const found = document.getElementById('found');
    if (found) found.replaceChildren();
    status.textContent = name ? `${holder.dataset.marked} ${name}` : holder.dataset.here;
  }

  // Other words mean another place than the one marked.
  address.addEventListener('input', () => {
    if (typed() === written) return;
    latitude.value = '';
    longitude.value = '';
    status.textContent = '';
    if (marker) { marker.remove(); marker = null; }
  });

  map.on('click', (event) => choose(event.latlng, false));
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    choose(map.getCenter(), false);
  });
  holder.querySelector('[data-locate]').addEventListener('click', () => {
    if (!navigator.geolocation) { status.textContent = holder.dataset.nowhere; return; }
    navigator.geolocation.getCurrentPosition(
      (position) => choose(L.latLng(position.coords.latitude, position.coords.longitude), true),
      () => { status.textContent = holder.dataset.nowhere; },
      { enableHighAccuracy: true, timeout: 15000 });
  });

  const line = getComputedStyle(document.documentElement).getPropertyValue('--accent').trim();
  fetch('/demande/parts/areas').then((answer) => answer.json()).then((areas) => {
    const layer = L.geoJSON(areas, {
      style: { color: line, weight: 2, fillOpacity: 0.06 },
      onEachFeature: (area, shape) => shape.bindTooltip(area.properties.name, { sticky: true }),
    }).addTo(map);
    if (!latitude.value && layer.getLayers().length) map.fitBounds(layer.getBounds());
  }).catch(() => {});
  if (latitude.value) show(L.latLng(Number(latitude.value), Number(longitude.value)), true);
})();
